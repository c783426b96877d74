package dev.muster.extension.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import dev.muster.sql.SqlMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ServerLeaseTest {

    private static final Duration LEASE = Duration.ofSeconds(6);

    private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 1);
    private final FakeStore store = new FakeStore();
    private final List<String> heard = new ArrayList<>();
    private final Membership membership = new Membership(store, ticks::get, Runnable::run, Runnable::run);
    private final ServerLease lease = new ServerLease("shop", store, membership, LEASE, ticks::get);

    ServerLeaseTest() {
        membership.listen(new MembershipListener() {
            @Override
            public void joined(Server server) {
                heard.add("joined " + server.name());
            }

            @Override
            public void left(Server server, boolean orderly) {
                heard.add("left " + server.name() + (orderly ? " orderly" : " lost"));
            }

            @Override
            public void fenced(Server server, String reason) {
                heard.add("fenced, current=" + lease.isCurrent());
            }

            @Override
            public void regained(Server server) {
                heard.add("regained " + server.incarnation() + ", current=" + lease.isCurrent());
            }
        });
    }

    @Test
    void renewedInTime_staysCurrent() {
        for (int i = 0; i < 10; i++) {
            pass(2_000);
            lease.renew();
            assertThat(lease.isCurrent()).isTrue();
        }

        assertThat(lease.incarnation()).isEqualTo(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void notRenewed_isNotCurrentAtTwoThirdsOfTheLeaseBeforeAnyThreadRuns() {
        pass(3_999);
        assertThat(lease.isCurrent()).isTrue();
        pass(1);
        assertThat(lease.isCurrent()).isFalse();

        assertThatThrownBy(lease::requireCurrent).hasMessageStartingWith("MUSTER-037");
        assertThatThrownBy(lease::nextId).hasMessageStartingWith("MUSTER-037");
    }

    @Test
    void timeThatTheDatabaseTookToAnswer_isNotOurs() {
        store.takesMillis = 3_000;
        lease.renew();

        pass(1_000);

        assertThat(lease.isCurrent()).isFalse();
    }

    @Test
    void watchedAfterItsTime_isFencedOnceAndToldFirst() {
        pass(4_000);

        lease.watch();
        lease.watch();

        assertThat(heard).containsExactly("fenced, current=false");
    }

    @Test
    void watchedBeforeItsTime_isLeftAlone() {
        pass(3_999);

        lease.watch();

        assertThat(heard).isEmpty();
    }

    @Test
    void pausedAndWokenByItsRenewal_isFencedInsteadOfRenewed() {
        pass(60_000);

        lease.renew();

        assertThat(lease.isCurrent()).isFalse();
        assertThat(heard).containsExactly("fenced, current=false");
        assertThat(store.renewals).isZero();
    }

    @Test
    void leaseLostInTheDatabase_fences() {
        store.lost = true;

        lease.renew();

        assertThat(lease.isCurrent()).isFalse();
        assertThat(heard).containsExactly("fenced, current=false");
    }

    @Test
    void fenced_isRegainedAsAnotherIncarnation() {
        pass(5_000);
        lease.watch();

        lease.renew();

        assertThat(lease.isCurrent()).isTrue();
        assertThat(lease.incarnation()).isEqualTo(2);
        assertThat(store.ownIncarnations).containsExactly(0L, 1L);
        assertThat(heard).containsExactly("fenced, current=false", "regained 2, current=true");
    }

    @Test
    void databaseAway_isCurrentUntilItsTimeIsOverAndRegainsAfterwards() {
        store.away = true;
        pass(2_000);
        assertThat(lease.renew()).isFalse();
        assertThat(lease.isCurrent()).isTrue();
        pass(2_000);
        lease.watch();
        assertThat(lease.renew()).isFalse();
        assertThat(lease.isCurrent()).isFalse();

        store.away = false;
        assertThat(lease.renew()).isTrue();

        assertThat(heard).containsExactly("fenced, current=false", "regained 2, current=true");
    }

    @Test
    void databaseThatNeedsLong_isAskedAgainAPeriodAfterItWasAsked() {
        var renewals = new RecordingScheduler();
        LeaseKeeper.start(lease, Duration.ofSeconds(2), renewals, new RecordingScheduler());
        store.takesMillis = 1_500;
        for (int i = 0; i < 10; i++) {
            pass(renewals.delayMillis);
            renewals.next.run();
        }
        assertThat(lease.isCurrent()).isTrue();
        assertThat(renewals.delayMillis).isEqualTo(500);

        store.takesMillis = 2_500;
        pass(renewals.delayMillis);
        renewals.next.run();

        assertThat(renewals.delayMillis).as("no time to lose").isZero();
        assertThat(heard).isEmpty();
    }

    @Test
    void fencedWhileARenewalIsOnItsWay_staysFenced() {
        store.takesMillis = 5_000;
        store.meanwhile = lease::watch;

        lease.renew();

        assertThat(lease.isCurrent()).isFalse();
        assertThat(heard).containsExactly("fenced, current=false");
    }

    @Test
    void left_isNeverCurrentAgain() {
        lease.leave();
        lease.leave();
        lease.renew();
        lease.watch();

        assertThat(lease.isCurrent()).isFalse();
        assertThat(store.left).containsExactly(1L);
        assertThat(heard).isEmpty();
    }

    @Test
    void othersComeAndGo_areToldOnceEachInOrder() {
        store.others.add(row(2, 20, "b", ServerState.ACTIVE, 60_000));
        renewTwice();
        store.others.set(0, row(2, 20, "b", ServerState.LEFT, 60_000));
        renewTwice();
        store.others.set(0, row(2, 21, "b", ServerState.ACTIVE, 60_000));
        renewTwice();
        store.others.set(0, row(2, 22, "c", ServerState.ACTIVE, 60_000));
        renewTwice();
        store.others.set(0, row(2, 22, "c", ServerState.ACTIVE, -1));
        renewTwice();

        assertThat(heard)
                .containsExactly("joined b", "left b orderly", "joined b", "left b lost", "joined c", "left c lost");
    }

    @Test
    void memberWhoseLeaseEndsBetweenTwoReadings_isNotLive() {
        store.others.add(row(2, 20, "b", ServerState.ACTIVE, 1_000));
        lease.renew();
        assertThat(membership.live(2, 20)).isPresent();

        pass(1_000);

        assertThat(membership.live(2, 20)).isEmpty();
    }

    @Test
    void observerThatThrows_hidesNothingFromTheOthers() {
        Membership told = new Membership(store, ticks::get, Runnable::run, Runnable::run);
        told.listen(new MembershipListener() {
            @Override
            public void fenced(Server server, String reason) {
                throw new IllegalStateException("on purpose");
            }
        });
        List<String> reasons = new ArrayList<>();
        told.listen(new MembershipListener() {
            @Override
            public void fenced(Server server, String reason) {
                reasons.add(reason);
            }
        });

        told.fenced(lease.self(), "test");

        assertThat(reasons).containsExactly("test");
    }

    private void renewTwice() {
        lease.renew();
        lease.renew();
    }

    private void pass(long millis) {
        ticks.addAndGet(Duration.ofMillis(millis).toNanos());
        store.now += millis;
    }

    private ServerRow row(int id, long incarnation, String name, ServerState state, long leaseMillis) {
        Server server = new Server(
                id,
                incarnation,
                name,
                state,
                "http",
                "10.1.1." + id,
                8080,
                "/shop",
                1,
                0,
                Set.of(),
                0,
                Instant.ofEpochMilli(store.now + leaseMillis),
                Instant.ofEpochMilli(store.now));
        return new ServerRow(new Member(server, "10.1.1." + id, 0, "f00d"), 0);
    }

    /** Says what is to be done next, and when. */
    private static final class RecordingScheduler extends ScheduledThreadPoolExecutor {

        private Runnable next = () -> {};
        private long delayMillis;

        RecordingScheduler() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            next = work;
            delayMillis = unit.toMillis(delay);
            return null;
        }
    }

    private final class FakeStore implements LeaseStore, ServerStore {

        private final List<ServerRow> others = new ArrayList<>();
        private final List<Long> ownIncarnations = new ArrayList<>();
        private final List<Long> left = new ArrayList<>();
        private long now = IdSequence.EPOCH_MILLIS;
        private long incarnation;
        private long takesMillis;
        private int renewals;
        private boolean lost;
        private boolean away;
        private Runnable meanwhile = () -> {};

        @Override
        public Claimed claim(long ownIncarnation) {
            answer();
            ownIncarnations.add(ownIncarnation);
            incarnation++;
            return new Claimed(
                    row(1, incarnation, "a", ServerState.ACTIVE, LEASE.toMillis())
                            .server(),
                    ticks.get(),
                    0,
                    renewal());
        }

        @Override
        public Optional<Renewal> renew(int id, long incarnation, long idTime) {
            answer();
            renewals++;
            return lost ? Optional.empty() : Optional.of(renewal());
        }

        @Override
        public void leave(int id, long incarnation) {
            left.add(incarnation);
        }

        @Override
        public Snapshot read() {
            return snapshot();
        }

        @Override
        public Optional<Claimed> claim(Function<Snapshot, Choice> choice, Candidate candidate, long asOf) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean bury(int id, long incarnation) {
            return true;
        }

        @Override
        public void publishMesh(int id, long incarnation, String address, int port) {
            throw new UnsupportedOperationException();
        }

        private Snapshot snapshot() {
            List<ServerRow> rows = new ArrayList<>(others);
            rows.add(row(1, incarnation, "a", ServerState.ACTIVE, LEASE.toMillis()));
            return new Snapshot(now, rows);
        }

        private Renewal renewal() {
            return new Renewal(snapshot(), now + LEASE.toMillis());
        }

        private void answer() {
            pass(takesMillis);
            meanwhile.run();
            if (away) {
                throw new MusterException(SqlMessage.DATABASE_FAILED, "on purpose");
            }
        }
    }
}
