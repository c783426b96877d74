package dev.muster.extension.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a renewal must never wait for, and what becomes of readings that overlap. */
@Timeout(60)
class MembershipTest {

    private static final ServerRow LIVE = row(2, 20, 1_000_000);
    private static final ServerRow LAPSED = row(2, 20, 1);

    private final AtomicLong ticks = new AtomicLong();
    private final HangingStore store = new HangingStore();
    private final Queue<Runnable> undertaker = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final Membership membership = new Membership(store, ticks::incrementAndGet, Runnable::run, undertaker::add);

    MembershipTest() {
        membership.listen(new MembershipListener() {
            @Override
            public void joined(Server server) {
                heard.add("joined " + server.incarnation());
            }

            @Override
            public void left(Server server, boolean orderly) {
                heard.add("left " + server.incarnation());
            }
        });
    }

    @Test
    void lease_isRenewedAlthoughAReadingHangs() throws InterruptedException {
        ServerLease lease = new ServerLease("shop", store, membership, Duration.ofSeconds(6), ticks::get);
        Thread reader = new Thread(membership::refresh);
        reader.start();
        assertThat(store.begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(lease.renew()).isTrue();

        assertThat(store.gaveUp).as("it hung all the time").isFalse();
        store.goOn.countDown();
        reader.join();
        assertThat(store.renewals).isEqualTo(1);
    }

    @Test
    void leasesOfTheDead_areBuriedLaterAndOnceAtATime() {
        membership.learn(new Snapshot(0, List.of(LIVE)), ticks.incrementAndGet());
        for (int i = 0; i < 3; i++) {
            membership.learn(new Snapshot(2, List.of(LAPSED)), ticks.incrementAndGet());
        }
        assertThat(heard).containsExactly("joined 20");
        assertThat(undertaker).hasSize(1);

        undertaker.remove().run();

        assertThat(heard).containsExactly("joined 20", "left 20");
    }

    /** As when its renewal came in time and is committed late. */
    @Test
    void serverThatCannotBeBuried_hasNotLeft() {
        membership.learn(new Snapshot(0, List.of(LIVE)), ticks.incrementAndGet());
        store.renewed = true;

        membership.learn(new Snapshot(2, List.of(LAPSED)), ticks.incrementAndGet());
        undertaker.remove().run();
        membership.learn(new Snapshot(3, List.of(LIVE)), ticks.incrementAndGet());

        assertThat(heard).containsExactly("joined 20");
    }

    @Test
    void readersWhoHadToWait_shareOneReading() throws InterruptedException {
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Thread reader = new Thread(membership::refresh);
            reader.start();
            readers.add(reader);
            assertThat(store.begun.await(30, TimeUnit.SECONDS)).isTrue();
            while (i > 0 && reader.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
        }
        store.goOn.countDown();
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(store.reads).hasValue(2);
    }

    @Test
    void readingThatWasOvertakenByALaterOne_isForgotten() {
        long before = ticks.incrementAndGet();
        membership.learn(new Snapshot(7, List.of()), ticks.incrementAndGet());

        membership.learn(new Snapshot(5, List.of(LIVE)), before);

        assertThat(membership.live(2, 20)).isEmpty();
        assertThat(heard).isEmpty();
    }

    /** As after a failover to a database whose clock is behind. */
    @Test
    void readingThatBeganLater_countsWhateverTheDatabasesClockSays() {
        membership.learn(new Snapshot(7, List.of()), ticks.incrementAndGet());

        membership.learn(new Snapshot(5, List.of(LIVE)), ticks.incrementAndGet());

        assertThat(heard).containsExactly("joined 20");
    }

    private static ServerRow row(int id, long incarnation, long leaseUntil) {
        Server server = new Server(
                id,
                incarnation,
                "s" + id,
                ServerState.ACTIVE,
                "http",
                "10.1.1." + id,
                8080,
                "/shop",
                1,
                0,
                Set.of(),
                0,
                Instant.ofEpochMilli(leaseUntil),
                Instant.EPOCH);
        return new ServerRow(new Member(server, "10.1.1." + id, 0, "f00d"), 0);
    }

    /** Its readings hang until they may go on; leases are renewed at once. */
    private static final class HangingStore implements LeaseStore, ServerStore {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger reads = new AtomicInteger();
        private int renewals;
        private boolean renewed;
        private volatile boolean gaveUp;

        @Override
        public Snapshot read() {
            reads.incrementAndGet();
            begun.countDown();
            try {
                gaveUp = !goOn.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return snapshot();
        }

        @Override
        public Claimed claim(long ownIncarnation) {
            return new Claimed(LIVE.server(), 0, 0, new Renewal(snapshot(), 1_000_000));
        }

        @Override
        public Optional<Renewal> renew(int id, long incarnation, long idTime) {
            renewals++;
            return Optional.of(new Renewal(snapshot(), 1_000_000));
        }

        @Override
        public Optional<Claimed> claim(Function<Snapshot, Choice> choice, Candidate candidate, long asOf) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void leave(int id, long incarnation) {}

        @Override
        public boolean bury(int id, long incarnation) {
            return !renewed;
        }

        @Override
        public void publishMesh(int id, long incarnation, String address, int port) {}

        private static Snapshot snapshot() {
            return new Snapshot(0, List.of(LIVE));
        }
    }
}
