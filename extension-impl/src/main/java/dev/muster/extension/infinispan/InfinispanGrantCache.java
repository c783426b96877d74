package dev.muster.extension.infinispan;

import dev.muster.config.Setting;
import dev.muster.extension.context.NodeContext;
import dev.muster.extension.room.GrantCache;
import dev.muster.extension.room.RoomMessage;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Grants in a replicated cache of Infinispan. Starts in the background, since finding the other servers takes seconds;
 * until then, and wherever it fails, it knows nothing. The first failure of a series is logged. Thread-safe.
 */
public final class InfinispanGrantCache implements GrantCache {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");
    private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(20);

    private final NodeContext node;
    private final Thread starter;
    private final AtomicBoolean failing = new AtomicBoolean();
    private @Nullable RunningCache running;
    private volatile @Nullable RunningCache usable;
    private boolean closed;

    private InfinispanGrantCache(NodeContext node) {
        this.node = node;
        this.starter = new Thread(this::run, "muster-rooms-infinispan");
        starter.setDaemon(true);
        starter.setContextClassLoader(node.application());
    }

    /**
     * Begins to start.
     *
     * @throws dev.muster.MusterException if a setting is wrong; all other failures are only logged
     */
    public static InfinispanGrantCache start(NodeContext node) {
        if (node.settings().required(Setting.ROOMS_DISCOVERY).equals("static")) {
            StaticPeers.parse(node.settings().required(Setting.ROOMS_ADDRESSES));
        }
        InfinispanGrantCache cache = new InfinispanGrantCache(node);
        cache.starter.start();
        return cache;
    }

    @Override
    public Optional<Entry> get(String room) {
        return with(cache -> Optional.ofNullable(cache.get(room)).flatMap(Entry::parse))
                .orElse(Optional.empty());
    }

    @Override
    public void put(String room, Entry entry) {
        with(cache -> watched(cache.put(room, entry.toString())));
    }

    @Override
    public void close() {
        RunningCache last;
        synchronized (this) {
            closed = true;
            usable = null;
            last = running;
            running = null;
        }
        if (last != null) {
            last.close();
        }
        awaitStarter();
    }

    /** Infinispan may be missing from the application: then its classes cannot be linked. */
    private void run() {
        try {
            RunningCache started = RunningCache.start(node);
            if (keep(started)) {
                LOG.log(Level.INFO, RoomMessage.CACHE_UP.text(node.clusterName(), started.address(), discovery()));
            } else {
                started.close();
            }
        } catch (Exception | LinkageError e) {
            failed("did not start", e);
        }
    }

    private synchronized boolean keep(RunningCache started) {
        if (closed) {
            return false;
        }
        running = started;
        usable = started;
        return true;
    }

    private <T> Optional<T> with(Function<RunningCache, T> work) {
        RunningCache cache = usable;
        if (cache == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.apply(cache));
        } catch (RuntimeException e) {
            failed("failed", e);
            return Optional.empty();
        }
    }

    private CompletionStage<?> watched(CompletionStage<?> operation) {
        return operation.whenComplete((result, failure) -> {
            if (failure == null) {
                failing.set(false);
            } else {
                failed("failed", failure);
            }
        });
    }

    private void failed(String how, Throwable failure) {
        if (usable == null && closedMeanwhile()) {
            return;
        }
        if (!failing.getAndSet(true)) {
            LOG.log(Level.WARNING, RoomMessage.CACHE_DOWN.text(how, failure), failure);
        }
    }

    private synchronized boolean closedMeanwhile() {
        return closed;
    }

    private void awaitStarter() {
        try {
            starter.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String discovery() {
        return node.settings().required(Setting.ROOMS_DISCOVERY);
    }
}
