package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.LinkStatus;
import dev.muster.jpa.Mesh;
import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.MeshCounter;
import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.link.Handshake;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.management.MeshBean;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The mesh: puts the parts together and takes them down. Thread-safe. */
public final class MeshNode implements Mesh, CommitExchange {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");
    private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long THREAD_END_MILLIS = 1000;
    private static final int LOCAL_QUEUE = 10_000;

    private final MeshConfig config;
    private final MeshThreads threads;
    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService workers;
    private final ThreadPoolExecutor local;
    private final ServerSocket server;
    private final Handshake handshake;
    private final Counters counters = new Counters();
    private final LocalUnits units = new LocalUnits(counters);
    private final Exchange exchange = new Exchange(counters);
    private final LinkEvents events;
    private final Links links;
    private final Acceptor acceptor;
    private final Dialer dialer;
    private final AtomicReference<@Nullable MeshBean> bean = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private MeshNode(MeshConfig config, ServerSocket server) {
        this.config = config;
        this.server = server;
        threads = new MeshThreads(config.serverName());
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        workers = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        local = new ThreadPoolExecutor(
                1,
                1,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(LOCAL_QUEUE),
                threads,
                new ThreadPoolExecutor.CallerRunsPolicy());
        local.allowCoreThreadTimeOut(true);
        UUID node = UUID.randomUUID();
        Hello self = new Hello(node, config.cluster(), config.serverName(), config.serverId(), config.incarnation());
        handshake = new Handshake(self, config.security(), config.handshakeTimeout(), timer);
        events = new LinkEvents(config.listener());
        links = new Links(self, units, exchange, events, counters, threads);
        Probes probes = new Probes(self, this::links, config.handshakeTimeout());
        acceptor = new Acceptor(server, handshake, links, probes, events, workers, threads);
        dialer = new Dialer(config, self, handshake, links, events, workers, threads);
    }

    /** See {@link Mesh#open}. */
    public static MeshNode open(MeshConfig config) {
        boolean plaintext = config.security() instanceof MeshSecurity.LoopbackOnly;
        if (plaintext && !config.bindAddress().isLoopbackAddress()) {
            throw new MeshException(
                    MeshMessage.PLAINTEXT_REFUSED.text(config.bindAddress().getHostAddress()));
        }
        MeshNode mesh = new MeshNode(config, Acceptor.bind(config));
        mesh.start();
        return mesh;
    }

    private void start() {
        long beat = config.heartbeat().toNanos();
        long staleness = config.staleness().toNanos();
        Pulse pulse = new Pulse(exchange, links, units, staleness, dialer::suspects, counters, System::nanoTime);
        var unused = timer.scheduleWithFixedDelay(() -> beat(pulse), beat, beat, TimeUnit.NANOSECONDS);
        acceptor.start();
        dialer.start();
        bean.set(MeshBean.show(this, config.cluster(), config.serverName()));
        LOG.log(Level.INFO, MeshMessage.LISTENING.text(config.cluster(), at(), handshake.security()));
    }

    /** One that fails must not be the last one. */
    private static void beat(Pulse pulse) {
        try {
            pulse.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, MeshMessage.PULSE_FAILED.text(e), e);
        }
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public String description() {
        return handshake.security() + ", mesh " + at();
    }

    @Override
    public Delivery delivery() {
        return new Delivery(config.syncLimit());
    }

    private String at() {
        return address().getAddress().getHostAddress() + ":" + address().getPort();
    }

    @Override
    public List<LinkStatus> links() {
        List<LinkStatus> all = new ArrayList<>();
        links.all().forEach(link -> all.add(link.status(exchange.lag(link.state()))));
        all.addAll(dialer.missing());
        return List.copyOf(all);
    }

    @Override
    public long refusedConnections() {
        return events.refusedConnections();
    }

    @Override
    public long count(MeshCounter counter) {
        return counters.sum(counter);
    }

    @Override
    public void refreshPeers() {
        dialer.refresh();
    }

    @Override
    public Attachment attach(String unit, CacheGuard cache) {
        units.add(unit, cache);
        exchange.open(unit);
        // It may have cached what peers have changed before it could hear of it.
        units.evict(unit, Eviction.EVERYTHING, null);
        return new Attachment() {
            @Override
            public void publish(Eviction eviction, Delivery delivery) {
                if (units.othersThan(unit, cache)) {
                    local.execute(() -> units.evict(unit, eviction, cache));
                }
                exchange.publish(unit, eviction, delivery);
            }

            @Override
            public void close() {
                units.remove(unit, cache);
            }
        };
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        @Nullable MeshBean shown = bean.getAndSet(null);
        if (shown != null) {
            shown.close();
        }
        try {
            acceptor.close(THREAD_END_MILLIS);
            dialer.close(THREAD_END_MILLIS);
            handshake.close();
            links.close(System.nanoTime() + GOODBYE_NANOS);
            timer.shutdownNow();
            local.shutdownNow();
            workers.shutdown();
            threads.awaitEnd(THREAD_END_MILLIS);
        } catch (InterruptedException e) {
            timer.shutdownNow();
            local.shutdownNow();
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
