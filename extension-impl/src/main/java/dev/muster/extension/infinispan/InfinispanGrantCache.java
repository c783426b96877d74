package dev.muster.extension.infinispan;

import dev.muster.config.Setting;
import dev.muster.extension.context.NodeContext;
import dev.muster.extension.registry.MembershipListener;
import dev.muster.extension.room.GrantCache;
import dev.muster.extension.room.RoomMessage;
import dev.muster.server.Server;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Grants in a replicated cache of Infinispan, or in an Infinispan of its own. Starts in the background, since finding the other servers takes seconds;
 * until then, and wherever it fails, it knows nothing, and tries again. Each incarnation of the server has a cache of its
 * own. Thread-safe.
 */
public final class InfinispanGrantCache implements GrantCache {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** What a server may need for joining or merging, above the lease of one that was killed. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    private final NodeContext node;
    private final TimerThread timer;
    private final PeerTable peers;
    private final IslandWatch islands;
    private final ViewHints hints;
    private final CacheKeeper keeper;
    private final CacheBean bean;
    private final AtomicBoolean failing = new AtomicBoolean();

    private InfinispanGrantCache(NodeContext node, RandomGenerator random) {
        this.node = node;
        this.timer = new TimerThread("muster-rooms-infinispan", node.application());
        this.peers = new PeerTable(node.database(), node.clusterName(), node.identity());
        Duration grace = node.settings().duration(Setting.LEASE_DURATION).plus(GRACE);
        this.islands = new IslandWatch(
                node.clusterName(),
                node.settings(),
                peers::others,
                new Islands(grace, System::nanoTime),
                new Pauses(Duration.ofSeconds(10), Duration.ofMinutes(2), random),
                System::nanoTime);
        this.hints = new ViewHints(node.registry(), node.database().clock()::millis, timer);
        this.keeper = new CacheKeeper(
                this::startCache,
                this::isUp,
                timer,
                new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1), random),
                isRemote(node) ? CacheMessage.REMOTE_DOWN : RoomMessage.CACHE_DOWN);
        this.bean = CacheBean.show(node.clusterName(), node.identity().name(), this::status);
    }

    /**
     * Begins to start.
     *
     * @throws dev.muster.MusterException if a setting is wrong; all other failures are only logged
     */
    public static InfinispanGrantCache start(NodeContext node) {
        if (isRemote(node)) {
            HotRod.check(node.settings(), node.application());
        } else {
            Discovery.check(node.settings());
        }
        InfinispanGrantCache cache = new InfinispanGrantCache(node, RandomGenerator.getDefault());
        node.registry().listen(cache.new NewIncarnation());
        cache.keeper.begin();
        cache.timer.after(LOOK_NANOS, cache::lookAgainAndAgain);
        return cache;
    }

    /** How it is at this moment. */
    public CacheStatus status() {
        List<String> missing = islands.missing();
        return keeper.failure()
                .map(CacheStatus::down)
                .orElseGet(() -> missing.isEmpty() ? CacheStatus.up() : CacheStatus.degraded(missing));
    }

    @Override
    public Optional<Entry> get(String room) {
        return with(cache -> Optional.ofNullable(cache.get(room)).flatMap(Entry::parse))
                .orElse(Optional.empty());
    }

    @Override
    public void put(String room, Entry entry) {
        with(cache -> watched(cache, cache.put(room, entry.toString())));
    }

    @Override
    public void close() {
        bean.close();
        keeper.close();
        timer.close();
    }

    private SharedTexts startCache() throws Exception {
        return isRemote(node) ? RemoteTexts.start(node) : startEmbedded();
    }

    private SharedTexts startEmbedded() throws Exception {
        List<Peer> before = peers.others();
        RunningCache cache = RunningCache.start(node, () -> timer.soon(this::viewChanged));
        try {
            peers.publish(cache.address());
        } catch (RuntimeException e) {
            cache.close();
            throw e;
        }
        islands.started(before, cache);
        return cache;
    }

    private void isUp(SharedTexts cache) {
        if (isRemote(node)) {
            String tls = node.settings().required(Setting.ROOMS_HOTROD_TLS);
            LOG.log(Level.INFO, CacheMessage.REMOTE_UP.text(cache.address(), node.clusterName(), "TLS " + tls));
            return;
        }
        LOG.log(Level.INFO, RoomMessage.CACHE_UP.text(node.clusterName(), cache.address(), discovery()));
        viewChanged();
    }

    private void viewChanged() {
        keeper.current().ifPresent(cache -> {
            hints.changed(cache.members());
            look(cache);
        });
    }

    private void lookAgainAndAgain() {
        try {
            keeper.current().ifPresent(this::look);
        } finally {
            timer.after(LOOK_NANOS, this::lookAgainAndAgain);
        }
    }

    private void look(SharedTexts cache) {
        if (isRemote(node)) {
            probe(cache);
        } else if (islands.look(cache)) {
            keeper.replace(cache);
        }
    }

    private void probe(SharedTexts cache) {
        try {
            cache.probe();
        } catch (RuntimeException e) {
            keeper.lost(cache, e);
        }
    }

    private <T> Optional<T> with(Function<SharedTexts, T> work) {
        return keeper.current().flatMap(cache -> {
            try {
                return Optional.of(work.apply(cache));
            } catch (RuntimeException e) {
                failed(cache, e);
                return Optional.empty();
            }
        });
    }

    private CompletionStage<?> watched(SharedTexts cache, CompletionStage<?> operation) {
        return operation.whenComplete((result, failure) -> {
            if (failure == null) {
                failing.set(false);
            } else {
                failed(cache, failure);
            }
        });
    }

    /** While it is closed or started anew, operations may fail; nobody needs to know. */
    private void failed(SharedTexts cache, Throwable failure) {
        if (cache.isLostByFailure()) {
            keeper.lost(cache, failure);
        } else if (keeper.current().isPresent() && !failing.getAndSet(true)) {
            LOG.log(Level.WARNING, RoomMessage.CACHE_DOWN.text("failed", failure), failure);
        }
    }

    private static boolean isRemote(NodeContext node) {
        return node.settings().required(Setting.ROOMS_CACHE).equals("hotrod");
    }

    private String discovery() {
        return node.settings().required(Setting.ROOMS_DISCOVERY);
    }

    /** The others know this server's cache by its incarnation. */
    private final class NewIncarnation implements MembershipListener {

        @Override
        public void regained(Server self) {
            keeper.current().ifPresent(keeper::replace);
        }
    }
}
