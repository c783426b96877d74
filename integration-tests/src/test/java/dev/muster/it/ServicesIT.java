package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Locks, jobs and events of the cluster on two real servers whose clocks and time zones differ. */
@ExtendWith(TwoServers.Shared.class)
class ServicesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int AT_MOST_EVERY = 1_500;

    private final PayaraServer east;
    private final PayaraServer west;
    private final SharedTables tables;
    private final RoomsVisitor visitor;

    ServicesIT(TwoServers servers) {
        east = servers.east();
        west = servers.west();
        tables = new SharedTables(servers.database());
        visitor = RoomsVisitor.signedIn(east, "gina");
    }

    @Test
    void lock_isHeldOnOneServerAtATime() {
        var first = visitor.lock(east, "stage");
        assertThat(first.getBoolean("current")).isTrue();
        assertThat(visitor.lock(west, "stage")).isEmpty();
        assertThat(visitor.lock(east, "stage")).isEmpty();

        assertThat(visitor.unlock(east, "stage").getBoolean("current")).isFalse();

        var second = visitor.lock(west, "stage");
        assertThat(second.getJsonNumber("token").longValue())
                .isGreaterThan(first.getJsonNumber("token").longValue());
        assertThat(visitor.lock(east, "stage")).isEmpty();
        visitor.unlock(west, "stage");
    }

    @Test
    void clusteredEvents_areObservedOnBothOnceAndInOrder() {
        List<String> easts = new ArrayList<>();
        List<String> wests = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            easts.add("east " + i);
            wests.add("west " + i);
            assertThat(visitor.announce(east, "east " + i)).endsWith("east " + i);
            visitor.announce(west, "west " + i);
        }

        Await.value("what east heard from west", SOON, () -> from("west", east), wests::equals);
        Await.value("what west heard from east", SOON, () -> from("east", west), easts::equals);
        assertThat(from("east", east)).isEqualTo(easts);
        assertThat(from("west", west)).isEqualTo(wests);
    }

    private List<String> from(String origin, PayaraServer server) {
        return visitor.announcements(server).stream()
                .filter(text -> text.startsWith(origin))
                .toList();
    }

    /** A round takes its token before it is counted, and one at most is on its way at any moment. */
    @Test
    void jobOfBothTimers_runsOnce() throws SQLException {
        Await.until("the first round", SOON, () -> !rounds().isEmpty());
        var before = rounds().get(0);
        int countedBefore = counted();
        var start = rounds().get(0);

        Await.until("five rounds more", SOON, () -> rounds().get(0).number - start.number >= 5);

        var end = rounds().get(0);
        int counted = counted() - countedBefore;
        var after = rounds().get(0);
        assertThat((long) counted).isBetween(end.number - start.number - 1, after.number - before.number + 1);
        assertThat(end.at - start.at).isGreaterThanOrEqualTo(AT_MOST_EVERY * (end.number - start.number));
    }

    private int counted() {
        return visitor.rounds(east) + visitor.rounds(west);
    }

    private List<Round> rounds() throws SQLException {
        return tables
                .strings("select token || ' ' || taken_at from muster_lock where cluster_name = 'rooms'"
                        + " and purpose = 'RUN' and name = 'night watch' and taken_at > 0")
                .stream()
                .map(Round::of)
                .toList();
    }

    /** The last round that began: tokens count them, and the database's clock says when. */
    private record Round(long number, long at) {

        static Round of(String row) {
            var columns = row.split(" ");
            return new Round(Long.parseLong(columns[0]), Long.parseLong(columns[1]));
        }
    }
}
