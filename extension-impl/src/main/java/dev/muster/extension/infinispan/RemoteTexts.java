package dev.muster.extension.infinispan;

import dev.muster.config.Setting;
import dev.muster.extension.context.NodeContext;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.client.hotrod.RemoteCacheManager;
import org.jspecify.annotations.Nullable;

/**
 * A cache in an Infinispan of its own, which may serve several clusters: keys begin with the cluster's name. What was read
 * once is kept here until the Infinispan says that it has changed. Thread-safe; whoever started it closes it.
 */
final class RemoteTexts implements SharedTexts {

    private final RemoteCacheManager manager;
    private final RemoteCache<String, String> cache;
    private final String address;
    private final String prefix;

    private RemoteTexts(RemoteCacheManager manager, RemoteCache<String, String> cache, String address, String prefix) {
        this.manager = manager;
        this.cache = cache;
        this.address = address;
        this.prefix = prefix;
    }

    /** Connects; fails if nobody answers there, or there is no such cache. */
    static RemoteTexts start(NodeContext node) {
        String address = node.settings().required(Setting.ROOMS_HOTROD_SERVERS);
        RemoteCacheManager manager = new RemoteCacheManager(HotRod.configuration(node.settings()));
        try {
            RemoteCache<String, String> cache = manager.getCache(HotRod.CACHE);
            if (cache == null) {
                throw new IllegalStateException("there is no cache '" + HotRod.CACHE + "' at " + address);
            }
            return new RemoteTexts(manager, cache, address, node.clusterName() + "/");
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    @Override
    public String address() {
        return address;
    }

    /** The servers do not know each other; only the Infinispan knows them. */
    @Override
    public Set<Long> members() {
        return Set.of();
    }

    @Override
    public @Nullable String get(String key) {
        return cache.get(prefix + key);
    }

    @Override
    public CompletionStage<?> put(String key, String value) {
        return cache.putAsync(prefix + key, value);
    }

    /** What is not there is never kept here, so this asks. */
    @Override
    public void probe() {
        cache.get(prefix);
    }

    @Override
    public boolean isLostByFailure() {
        return true;
    }

    @Override
    public void close() {
        manager.close();
    }
}
