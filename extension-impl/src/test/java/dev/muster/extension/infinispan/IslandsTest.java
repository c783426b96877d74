package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IslandsTest {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Peer WEST = new Peer("west", 2, "10.1.1.2:7800");
    private static final Peer NORTH = new Peer("north", 3, "10.1.1.3:7800");

    private final ManualTimer clock = new ManualTimer();
    private final Islands islands = new Islands(GRACE, clock::now);

    @Test
    void serverThatIsNotInTheView_isMissingAfterTheGraceTime() {
        assertThat(islands.missing(List.of(WEST, NORTH), Set.of(1L, 3L))).isEmpty();
        clock.pass(GRACE.minusNanos(1));
        assertThat(islands.missing(List.of(WEST, NORTH), Set.of(1L, 3L))).isEmpty();
        clock.pass(Duration.ofNanos(1));

        assertThat(islands.missing(List.of(WEST, NORTH), Set.of(1L, 3L))).containsExactly(WEST);
    }

    @Test
    void serverThatCameBackMeanwhile_hasTheWholeGraceTimeAgain() {
        islands.missing(List.of(WEST), Set.of(1L));
        clock.pass(GRACE.dividedBy(2));
        islands.missing(List.of(WEST), Set.of(1L, 2L));
        clock.pass(GRACE.dividedBy(2));
        islands.missing(List.of(WEST), Set.of(1L));
        clock.pass(GRACE.dividedBy(2));

        assertThat(islands.missing(List.of(WEST), Set.of(1L))).isEmpty();
    }

    @Test
    void killedServer_isNotMissedWhenItsLeaseHasEnded() {
        islands.missing(List.of(WEST), Set.of(1L));
        clock.pass(GRACE.multipliedBy(2));

        assertThat(islands.missing(List.of(), Set.of(1L))).isEmpty();
    }

    @Test
    void startThatFindsNobodyAlthoughOthersRan_isAnIslandAtOnce() {
        islands.started(List.of(WEST), Set.of(1L));

        assertThat(islands.missing(List.of(WEST, NORTH), Set.of(1L))).containsExactly(WEST);
    }

    @Test
    void startThatFindsSome_waitsForTheRest() {
        islands.started(List.of(WEST, NORTH), Set.of(1L, 2L));

        assertThat(islands.missing(List.of(WEST, NORTH), Set.of(1L, 2L))).isEmpty();
    }

    @Test
    void incarnationThatFollows_isAnotherServer() {
        islands.missing(List.of(WEST), Set.of(1L));
        clock.pass(GRACE);

        assertThat(islands.missing(List.of(new Peer("west", 4, "10.1.1.2:7800")), Set.of(1L)))
                .isEmpty();
    }
}
