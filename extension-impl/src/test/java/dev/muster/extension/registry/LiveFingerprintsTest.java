package dev.muster.extension.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.MusterException;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import dev.muster.sql.SqlMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveFingerprintsTest {

    private final AtomicLong ticks = new AtomicLong();
    private final FakeRegistry registry = new FakeRegistry();
    private final LiveFingerprints live = new LiveFingerprints(registry, ticks::get);

    @Test
    void knownFingerprint_isAcceptedWithoutReading() {
        registry.members.add(member("aa"));

        assertThat(live.test("aa")).isTrue();
        assertThat(registry.reads).isZero();
    }

    @Test
    void serverThatJoinedAMomentAgo_isFoundByReadingAgain() {
        registry.arriving.add(member("bb"));

        assertThat(live.test("bb")).isTrue();
        assertThat(registry.reads).isEqualTo(1);
    }

    @Test
    void strangersThatKnockOften_areReadForTwiceASecondAtMost() {
        for (int i = 0; i < 100; i++) {
            assertThat(live.test("stranger" + i)).isFalse();
            ticks.addAndGet(Duration.ofMillis(10).toNanos());
        }

        assertThat(registry.reads).isEqualTo(2);
    }

    @Test
    void databaseAway_strangersAreRefused() {
        registry.away = true;

        assertThat(live.test("stranger")).isFalse();
    }

    private static Member member(String fingerprint) {
        Instant now = Instant.ofEpochMilli(0);
        return new Member(
                new Server(2, 1, "b", ServerState.ACTIVE, "http", "10.1.1.2", 8080, "", 1, 0, Set.of(), 0, now, now),
                "10.1.1.2",
                5636,
                fingerprint);
    }

    private static final class FakeRegistry implements Registry {

        private final List<Member> members = new ArrayList<>();
        private final List<Member> arriving = new ArrayList<>();
        private int reads;
        private boolean away;

        @Override
        public List<Member> members() {
            return members;
        }

        @Override
        public void refresh() {
            if (away) {
                throw new MusterException(SqlMessage.DATABASE_FAILED, "on purpose");
            }
            reads++;
            members.addAll(arriving);
        }

        @Override
        public long asOf() {
            return 0;
        }

        @Override
        public boolean isGone(int serverId, long incarnation) {
            return false;
        }

        @Override
        public boolean bury(int serverId, long incarnation) {
            return false;
        }

        @Override
        public void listen(MembershipListener listener) {}
    }
}
