package dev.muster.extension.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The two interleavings of a look at a room and a closing of it; each would let a closed room be held for ever. */
class HoldingsTest {

    private final Holdings holdings =
            new Holdings(new FakeIdentity(1, 1), ParticipantStore.NONE, grant -> () -> {}, grant -> {});
    private final LiveGrant grant = new LiveGrant("a", LocalRoomsTest.SELF, 7);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void closingThatBeginsDuringALook_comesAfterWhatWasLearned() throws InterruptedException {
        interleave(() -> holdings.learn("a", paused(Optional.of(grant))), () -> holdings.end("a", () -> true));

        assertThat(holdings.isCurrent(grant)).isFalse();
    }

    @Test
    void lookThatBeginsDuringAClosing_seesWhatTheClosingLeft() throws InterruptedException {
        Optional<LiveGrant> learned = holdings.learn("a", () -> Optional.of(grant));
        boolean[] closed = new boolean[1];
        assertThat(learned).isPresent();

        interleave(
                () -> holdings.end("a", () -> closed[0] = paused(true).get()),
                () -> holdings.learn("a", () -> closed[0] ? Optional.empty() : Optional.of(grant)));

        assertThat(holdings.isCurrent(grant)).isFalse();
    }

    @Test
    void roomThatIsBeingClosed_isNotCurrentAnyMore() {
        holdings.learn("a", () -> Optional.of(grant));
        assertThat(holdings.isCurrent(grant)).isTrue();

        holdings.end("a", () -> {
            assertThat(holdings.isCurrent(grant)).isFalse();
            return true;
        });
    }

    @Test
    void closingWithoutAnAnswer_keepsTheRoomUnknownUntilItWasClosedWithOne() {
        holdings.learn("a", () -> Optional.of(grant));
        assertThatThrownBy(() -> holdings.end("a", () -> {
                    throw new IllegalStateException("no answer");
                }))
                .hasMessage("no answer");

        holdings.learn("a", () -> Optional.of(grant));
        assertThat(holdings.isInDoubt("a")).isTrue();
        assertThat(holdings.isCurrent(grant)).isFalse();

        holdings.end("a", () -> false);
        holdings.learn("a", () -> Optional.of(grant));
        assertThat(holdings.isCurrent(grant)).isTrue();
    }

    @Test
    void whoComesWhileTheRoomIsOpened_waitsUntilItIsOpen() throws InterruptedException {
        boolean[] open = new boolean[1];
        boolean[] openWhenIn = new boolean[1];
        Holdings opening = new Holdings(
                new FakeIdentity(1, 1),
                ParticipantStore.NONE,
                grant -> () -> open[0] = paused(true).get(),
                grant -> {});
        opening.learn("a", () -> Optional.of(grant));

        interleave(() -> opening.open("a"), () -> {
            opening.open("a");
            openWhenIn[0] = open[0];
        });

        assertThat(openWhenIn[0]).isTrue();
    }

    /** Runs the first until it pauses, then the second until it is done or has to wait, then both to the end. */
    private void interleave(Runnable first, Runnable second) throws InterruptedException {
        Thread one = new Thread(first);
        one.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        Thread other = new Thread(second);
        other.start();
        while (other.getState() != Thread.State.WAITING && other.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        one.join(10_000);
        other.join(10_000);
        assertThat(one.isAlive() || other.isAlive()).isFalse();
    }

    private <T> Supplier<T> paused(T result) {
        return () -> {
            begun.countDown();
            try {
                assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return result;
        };
    }
}
