package dev.muster.extension.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of rooms that come and go: of each that came, that it went, once and afterwards. */
class HeldRoomEventsTest {

    private final FakeIdentity me = new FakeIdentity(1, 1);
    private final List<String> told = new ArrayList<>();
    private Runnable whileStateIsTaken = () -> {};
    private Runnable whileOpeningIsTold = () -> {};
    private final Holdings holdings = new Holdings(me, ParticipantStore.NONE, this::opening, this::lost);
    private final LiveGrant grant = new LiveGrant("a", LocalRoomsTest.SELF, 7);

    @Test
    void fence_isToldOnceOfEachRoom() {
        learn();

        holdings.lose();
        holdings.lose();

        assertThat(told).containsExactly("opened", "lost");
    }

    @Test
    void roomThatIsFoundWhenItsServerWasFenced_isNotTold() {
        whileStateIsTaken = holdings::lose;

        learn();

        assertThat(told).isEmpty();
    }

    @Test
    void roomThatIsLostWhileItsOpeningIsTold_isToldToBeLostAfterwards() {
        whileOpeningIsTold = holdings::lose;

        learn();

        assertThat(told).containsExactly("opened", "lost");
    }

    @Test
    void moveWithoutAnAnswer_isToldAsLoss() {
        learn();

        assertThatThrownBy(() -> holdings.handOver("a", HeldRoomEventsTest::noAnswer, outcome -> true))
                .isInstanceOf(IllegalStateException.class);
        holdings.lose();

        assertThat(told).containsExactly("opened", "lost");
        assertThat(holdings.isInDoubt("a")).isTrue();
    }

    @Test
    void fenceDuringAMoveThatDoesNotHappen_isTold() {
        learn();

        holdings.handOver(
                "a",
                () -> {
                    holdings.lose();
                    return false;
                },
                given -> given);

        assertThat(told).containsExactly("opened", "lost");
    }

    @Test
    void roomThatMoved_isNotLost() {
        learn();

        holdings.handOver("a", () -> true, given -> given);
        holdings.lose();

        assertThat(told).containsExactly("opened");
    }

    @Test
    void stateThatCannotBeTaken_keepsOutWhoComesUntilItCan() {
        whileStateIsTaken = HeldRoomEventsTest::noAnswer;
        assertThatThrownBy(this::learn).isInstanceOf(IllegalStateException.class);
        whileStateIsTaken = () -> {};

        learn();

        assertThat(told).containsExactly("opened");
    }

    @Test
    void roomThatNobodyHasEntered_isNotLost() {
        holdings.learn("a", () -> Optional.of(grant));

        holdings.lose();
        holdings.open("a");

        assertThat(told).isEmpty();
    }

    private void learn() {
        holdings.learn("a", () -> Optional.of(grant));
        holdings.open("a");
    }

    private Runnable opening(LiveGrant opened) {
        whileStateIsTaken.run();
        return () -> {
            told.add("opened");
            whileOpeningIsTold.run();
        };
    }

    private void lost(LiveGrant lost) {
        told.add("lost");
    }

    private static boolean noAnswer() {
        throw new IllegalStateException("no answer");
    }
}
