package dev.muster.extension.registry;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.extension.security.ClusterSecret;
import dev.muster.server.Cluster;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import dev.muster.sql.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * This server's place in its cluster, from claim to leave. Thread-safe; whoever took it closes it.
 *
 * <p>Listeners are told on threads of this place, with the application's class loader.
 */
public final class ClusterPlace implements Cluster, AutoCloseable {

    private final String name;
    private final ServerTable servers;
    private final Membership membership;
    private final List<Runnable> endings;
    private final CountDownLatch announced;
    private final ServerLease lease;
    private final LeaseKeeper keeper;

    private ClusterPlace(
            String name,
            ServerTable servers,
            Membership membership,
            List<Runnable> endings,
            CountDownLatch announced,
            ServerLease lease,
            LeaseKeeper keeper) {
        this.name = name;
        this.servers = servers;
        this.membership = membership;
        this.endings = endings;
        this.announced = announced;
        this.lease = lease;
        this.keeper = keeper;
    }

    /**
     * Joins the cluster's agreement about schema, mode and secret, or makes it.
     *
     * @throws dev.muster.MusterException if this server differs from it, or the database fails
     */
    public static ClusterSecret agree(Settings settings, Database database, String cluster) {
        return new ClusterTable(database, cluster).agree(settings);
    }

    /**
     * Claims a slot and begins to keep it; may wait as long as a lease lasts.
     *
     * @param listeners are told of everything that happens from now on, once {@link #announce} was called; only a fence
     *     does not wait
     * @throws dev.muster.MusterException if no slot can be had, or the database fails
     */
    public static ClusterPlace take(
            Settings settings,
            Database database,
            String cluster,
            Candidate candidate,
            ClassLoader application,
            List<MembershipListener> listeners) {
        Duration duration = settings.duration(Setting.LEASE_DURATION);
        Duration renewal = settings.duration(Setting.LEASE_RENEWAL);
        ServerTable servers = new ServerTable(database, cluster, duration);
        ExecutorService events = Executors.newSingleThreadExecutor(DaemonThreads.named("muster-events", application));
        CountDownLatch announced = new CountDownLatch(1);
        events.execute(() -> await(announced));
        ThreadPoolExecutor undertaker = undertaker(application);
        Membership membership = new Membership(servers, System::nanoTime, events, undertaker);
        listeners.forEach(membership::listen);
        DatabaseLeases leases = new DatabaseLeases(
                cluster,
                servers,
                candidate,
                duration.plus(renewal),
                System::nanoTime,
                millis -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis)));
        try {
            ServerLease lease = new ServerLease(cluster, leases, membership, duration, System::nanoTime);
            LeaseKeeper keeper = LeaseKeeper.start(lease, renewal, application);
            return new ClusterPlace(
                    cluster,
                    servers,
                    membership,
                    List.of(events::shutdownNow, undertaker::shutdown),
                    announced,
                    lease,
                    keeper);
        } catch (RuntimeException e) {
            events.shutdownNow();
            undertaker.shutdown();
            throw e;
        }
    }

    /** Everything is there that listeners may want to use. */
    public void announce() {
        announced.countDown();
    }

    /** Who this server is, and whether it may act. */
    public ServerIdentity identity() {
        return lease;
    }

    /** The live servers with what only servers need to know. */
    public Registry registry() {
        return membership;
    }

    /** Tells the other servers where the mesh of this one listens. */
    public void publishMesh(String address, int port) {
        servers.publishMesh(lease.serverId(), lease.incarnation(), address, port);
        membership.refresh();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Server self() {
        return lease.self();
    }

    @Override
    public List<Server> servers() {
        return membership.servers();
    }

    /** Gives the slot back; the other servers hear of it at their next renewal. */
    @Override
    public void close() {
        keeper.close();
        lease.leave();
        endings.forEach(Runnable::run);
    }

    /** A thread that is there only while there is something to do; it is never interrupted. */
    private static ThreadPoolExecutor undertaker(ClassLoader application) {
        ThreadPoolExecutor thread = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("muster-undertaker", application),
                new ThreadPoolExecutor.DiscardPolicy());
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    private static void await(CountDownLatch announced) {
        try {
            announced.await();
        } catch (InterruptedException e) {
            // Closed before anything was announced.
            Thread.currentThread().interrupt();
        }
    }
}
