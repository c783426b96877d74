package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.MusterException;
import dev.muster.extension.registry.Member;
import dev.muster.extension.registry.MembershipListener;
import dev.muster.extension.registry.Registry;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import dev.muster.sql.SqlMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ViewHintsTest {

    private static final Set<Long> BOTH = Set.of(1L, 2L);

    private final ManualTimer timer = new ManualTimer();
    private final long start = timer.now();
    private final FakeRegistry registry = new FakeRegistry();
    private final ViewHints hints = new ViewHints(registry, this::databaseMillis, timer);

    @Test
    void viewThatChanges_letsTheRegistryLookAtOnce() {
        hints.changed(BOTH);

        assertThat(registry.reads).isEqualTo(1);
        assertThat(timer.isIdle()).isTrue();
    }

    @Test
    void serverThatIsGoneFromTheView_isLookedAtWhenItsLeaseIsDue() {
        registry.leaseUntil = 6_000;
        hints.changed(BOTH);
        timer.pass(Duration.ofSeconds(1));

        hints.changed(Set.of(1L));
        assertThat(registry.reads).isEqualTo(2);
        timer.pass(Duration.ofMillis(4_999));
        assertThat(registry.reads).isEqualTo(2);
        timer.pass(Duration.ofMillis(100));

        assertThat(registry.reads).isEqualTo(3);
        assertThat(timer.isIdle()).isTrue();
    }

    @Test
    void serverThatRenewsItsLeaseAllTheSame_isLeftToTheUsualRenewals() {
        registry.leaseUntil = 6_000;
        registry.renewedTo = 8_000;
        hints.changed(BOTH);
        hints.changed(Set.of(1L));

        timer.pass(Duration.ofHours(1));

        assertThat(registry.reads).isEqualTo(3);
    }

    /** The clock of the database may be ahead of what is thought here. */
    @Test
    void leaseThatHasNotQuiteEnded_isLookedAtAgain() {
        registry.leaseUntil = 6_000;
        registry.late = 120;
        hints.changed(BOTH);
        hints.changed(Set.of(1L));

        timer.pass(Duration.ofHours(1));

        assertThat(registry.reads).isEqualTo(5);
        assertThat(timer.isIdle()).isTrue();
    }

    @Test
    void serverThatLeftProperly_needsNoSecondLook() {
        registry.leaseUntil = 6_000;
        hints.changed(BOTH);
        registry.left = true;

        hints.changed(Set.of(1L));

        assertThat(timer.isIdle()).isTrue();
    }

    @Test
    void databaseAway_stopsNothing() {
        registry.leaseUntil = 6_000;
        hints.changed(BOTH);
        registry.away = true;

        hints.changed(Set.of(1L));
        timer.pass(Duration.ofSeconds(10));

        assertThat(timer.isIdle()).isTrue();
    }

    private long databaseMillis() {
        return TimeUnit.NANOSECONDS.toMillis(timer.now() - start);
    }

    /** Knows one server beside this one: the incarnation 2. */
    private final class FakeRegistry implements Registry {

        private int reads;
        private long leaseUntil;
        private long renewedTo;
        private long late;
        private boolean left;
        private boolean away;

        @Override
        public List<Member> members() {
            if (left || databaseMillis() >= leaseUntil + late) {
                return List.of();
            }
            Server server = new Server(
                    2,
                    2,
                    "west",
                    ServerState.ACTIVE,
                    "http",
                    "10.1.1.2",
                    8080,
                    "",
                    1,
                    0,
                    Set.of(),
                    0,
                    Instant.ofEpochMilli(leaseUntil),
                    Instant.EPOCH);
            return List.of(new Member(server, "10.1.1.2", 5636, "aa"));
        }

        @Override
        public void refresh() {
            reads++;
            if (away) {
                throw new MusterException(SqlMessage.DATABASE_FAILED, "on purpose");
            }
            if (renewedTo > 0 && databaseMillis() >= leaseUntil) {
                leaseUntil = renewedTo;
            }
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
