package dev.muster.extension.infinispan;

import dev.muster.extension.context.NodeContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
import org.infinispan.remoting.transport.Address;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jgroups.JChannel;
import org.jspecify.annotations.Nullable;

/**
 * A started Infinispan with one replicated cache of texts. Nothing but texts ever goes into it, and Java serialization is
 * not used. What the cache says is checked by whoever reads it, so neither its consistency in a split, nor the order of
 * writes that overtake each other, nor its size matters: old entries are dropped when there are too many. Thread-safe; whoever started it closes it.
 */
final class RunningCache implements SharedTexts {

    private static final String NAME = "muster-rooms";
    private static final long MAX_ENTRIES = 100_000;

    private final EmbeddedCacheManager manager;
    private final AdvancedCache<String, String> cache;
    private final String address;

    private RunningCache(EmbeddedCacheManager manager) {
        this.manager = manager;
        this.cache = manager.<String, String>getCache(NAME).getAdvancedCache().withFlags(Flag.IGNORE_RETURN_VALUES);
        this.address = manager.getCacheManagerInfo().getPhysicalAddressesRaw().get(0);
    }

    /**
     * Connects to the other servers; takes seconds.
     *
     * @param viewChanged is called by JGroups when there are other servers, and must return at once
     */
    static RunningCache start(NodeContext node, Runnable viewChanged) throws Exception {
        JChannel channel = Stack.channel(node);
        JGroupsTransport transport = new JGroupsTransport(channel);
        EmbeddedCacheManager manager = new DefaultCacheManager(
                new ConfigurationBuilderHolder(node.application(), global(node, transport)), false);
        try {
            requireOurs(manager, transport);
            manager.defineConfiguration(NAME, replicated());
            manager.addListener(new ViewListener(viewChanged));
            manager.start();
            return new RunningCache(manager);
        } catch (RuntimeException | Error e) {
            manager.stop();
            channel.close();
            throw e;
        }
    }

    /** Where Infinispan copies its configuration, it replaces the transport by its own default: multicast without TLS. */
    private static void requireOurs(EmbeddedCacheManager manager, JGroupsTransport transport) {
        if (manager.getCacheManagerConfiguration().transport().transport() != transport) {
            throw new IllegalStateException("Infinispan would use a transport of its own, which is not protected");
        }
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Set<Long> members() {
        List<Address> members = manager.getMembers();
        return members == null
                ? Set.of()
                : members.stream()
                        .map(member -> Long.valueOf(member.getMachineId()))
                        .collect(Collectors.toSet());
    }

    @Override
    public @Nullable String get(String key) {
        return cache.get(key);
    }

    @Override
    public CompletionStage<?> put(String key, String value) {
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
                // The one part of a member's address that is ours to choose: it tells who is in the view.
                .machineId(String.valueOf(node.identity().incarnation()));
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
