package dev.muster.it.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    @Test
    void roomThatMovesAfterItsOldServerStopped_isWell() {
        var ownership = Ownership.of(List.of(act(1, 1, 10), act(1, 1, 20), act(2, 2, 50), act(2, 2, 60)));

        assertThat(ownership.violations()).isEmpty();
        assertThat(ownership.handovers()).isEqualTo(1);
        assertThat(ownership.narrowest()).contains(Duration.ofNanos(31));
        assertThat(ownership.mostMoves()).isEqualTo(1);
    }

    @Test
    void oldServerThatBelievesAfterTheNewOneDid_isFound() {
        var ownership = Ownership.of(List.of(act(1, 1, 10), act(2, 2, 50), act(1, 1, 52)));

        assertThat(ownership.violations())
                .singleElement()
                .asString()
                .contains("server 1 found epoch 1 current PT0.000000001S after server 2");
    }

    @Test
    void oldServerThatBelievesAfterTheOneAfterTheNext_isFoundThoughTheOneBetweenIsUnclear() {
        var slow = new Act("hall", 2, 2, 2, 20, 90);

        assertThat(Ownership.of(List.of(act(1, 1, 80), slow, act(3, 3, 30))).violations())
                .isNotEmpty();
    }

    @Test
    void twoServersWithOneEpoch_areFound() {
        assertThat(Ownership.of(List.of(act(1, 1, 10), act(1, 2, 90))).violations())
                .singleElement()
                .asString()
                .contains("epoch 1");
    }

    @Test
    void actThatWasCheckedInTimeAndWrittenLate_isCountedOnly() {
        var ownership = Ownership.of(List.of(act(1, 1, 10), act(2, 2, 50), act(1, 1, 20)));

        assertThat(ownership.violations()).isEmpty();
        assertThat(ownership.late()).isEqualTo(1);
    }

    @Test
    void checkThatWasInterrupted_provesNothing() {
        var frozen = new Act("hall", 1, 1, 1, 20, 90);

        assertThat(Ownership.of(List.of(act(2, 2, 50), frozen)).violations()).isEmpty();
    }

    @Test
    void otherRooms_areNoneOfItsBusiness() {
        var elsewhere = new Act("attic", 9, 2, 2, 1, 2);

        assertThat(Ownership.of(List.of(elsewhere, act(1, 1, 50))).violations()).isEmpty();
    }

    /** A check of one nanosecond. */
    private static Act act(long epoch, int server, long at) {
        return new Act("hall", epoch, server, server, at, at + 1);
    }
}
