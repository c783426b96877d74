package dev.muster.extension.infinispan;

import dev.muster.extension.context.NodeContext;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.infinispan.AdvancedCache;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.configuration.parsing.ConfigurationBuilderHolder;
import org.infinispan.context.Flag;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jspecify.annotations.Nullable;

/**
 * A started Infinispan with one replicated cache of texts. Nothing but texts ever goes into it, and Java serialization is
 * not used. What the cache says is checked by whoever reads it, so neither its consistency in a split, nor the order of
 * writes that overtake each other, nor its size matters: old entries are dropped when there are too many. Thread-safe; whoever started it closes it.
 */
final class RunningCache implements AutoCloseable {

    private static final String NAME = "muster-rooms";
    private static final long MAX_ENTRIES = 100_000;

    private final EmbeddedCacheManager manager;
    private final AdvancedCache<String, String> cache;
    private final String address;

    private RunningCache(EmbeddedCacheManager manager) {
        this.manager = manager;
        this.cache = manager.<String, String>getCache(NAME).getAdvancedCache().withFlags(Flag.IGNORE_RETURN_VALUES);
        this.address = String.valueOf(manager.getCacheManagerInfo().getPhysicalAddresses());
    }

    /** Connects to the other servers; takes seconds. */
    static RunningCache start(NodeContext node) throws Exception {
        JGroupsTransport transport = new JGroupsTransport(Stack.channel(node));
        EmbeddedCacheManager manager = new DefaultCacheManager(
                new ConfigurationBuilderHolder(node.application(), global(node, transport)), false);
        try {
            requireOurs(manager, transport);
            manager.defineConfiguration(NAME, replicated());
            manager.addListener(new ViewLog());
            manager.start();
            return new RunningCache(manager);
        } catch (RuntimeException | Error e) {
            manager.stop();
            transport.getChannel().close();
            throw e;
        }
    }

    /** Where Infinispan copies its configuration, it replaces the transport by its own default: multicast without TLS. */
    private static void requireOurs(EmbeddedCacheManager manager, JGroupsTransport transport) {
        if (manager.getCacheManagerConfiguration().transport().transport() != transport) {
            throw new IllegalStateException("Infinispan would use a transport of its own, which is not protected");
        }
    }

    /** Where this server listens for the others. */
    String address() {
        return address;
    }

    @Nullable String get(String key) {
        return cache.get(key);
    }

    CompletionStage<?> put(String key, String value) {
        return cache.putAsync(key, value);
    }

    @Override
    public void close() {
        manager.stop();
    }

    private static GlobalConfigurationBuilder global(NodeContext node, JGroupsTransport transport) {
        GlobalConfigurationBuilder global = GlobalConfigurationBuilder.defaultClusteredBuilder();
        global.classLoader(node.application());
        global.cacheManagerName("muster-" + node.clusterName());
        global.transport()
                .transport(transport)
                .clusterName(node.clusterName())
                .nodeName(node.identity().name());
        global.jmx().disable();
        global.metrics().gauges(false).histograms(false);
        global.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
        return global;
    }

    /** A server that joins gets what is known, but does not wait long for it. */
    private static Configuration replicated() {
        ConfigurationBuilder cache = new ConfigurationBuilder();
        cache.clustering().cacheMode(CacheMode.REPL_ASYNC);
        cache.clustering().stateTransfer().awaitInitialTransfer(false).timeout(30, TimeUnit.SECONDS);
        cache.memory().maxCount(MAX_ENTRIES);
        return cache.build();
    }
}
