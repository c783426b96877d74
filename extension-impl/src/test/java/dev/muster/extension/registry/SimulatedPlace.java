package dev.muster.extension.registry;

import dev.muster.extension.simulation.DatabaseLink;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A server's place in the simulated cluster, put together as {@link ClusterPlace} does, from the same parts. */
public final class SimulatedPlace {

    private final Membership membership;
    private final ServerLease lease;
    private LeaseKeeper keeper;

    /**
     * Claims a slot.
     *
     * @param ticker monotonic clock in nanoseconds
     * @param pause waits for so many milliseconds
     * @param events runs the membership's events in order
     */
    public SimulatedPlace(
            String name,
            DatabaseLink link,
            Duration duration,
            Duration renewal,
            LongSupplier ticker,
            LongConsumer pause,
            Executor events,
            MembershipListener listener) {
        ModelServers servers = new ModelServers(link, duration.toMillis());
        membership = new Membership(servers, ticker, events, Runnable::run);
        membership.listen(listener);
        DatabaseLeases leases =
                new DatabaseLeases("simulated", servers, candidate(name), duration.plus(renewal), ticker, pause);
        lease = new ServerLease("simulated", leases, membership, duration, ticker);
    }

    /** Has the lease kept from now on. */
    public void keep(Duration renewal, ScheduledExecutorService renewals, ScheduledExecutorService clock) {
        keeper = LeaseKeeper.start(lease, renewal, renewals, clock);
    }

    public ServerIdentity identity() {
        return lease;
    }

    public Registry registry() {
        return membership;
    }

    public Server self() {
        return lease.self();
    }

    public long remainingNanos() {
        return lease.remainingNanos();
    }

    public void close() {
        keeper.close();
        lease.leave();
    }

    private static Candidate candidate(String name) {
        return new Candidate(
                name,
                true,
                1023,
                OptionalInt.empty(),
                "http",
                name,
                8080,
                "/app",
                100,
                0,
                Set.of(),
                "127.0.0.1",
                "",
                "simulated");
    }
}
