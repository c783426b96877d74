package dev.muster.jpa.openjpa;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.openjpa.conf.BrokerValue;
import org.apache.openjpa.conf.OpenJPAConfigurationImpl;
import org.apache.openjpa.lib.conf.AbstractProductDerivation;
import org.apache.openjpa.lib.conf.Configuration;
import org.apache.openjpa.lib.conf.ConfigurationProvider;
import org.apache.openjpa.lib.conf.PluginValue;

/**
 * Lets OpenJPA users write {@code muster} for the class name of the provider, gives OpenJPA's names of brokers and caches to
 * Muster's subclasses, which are OpenJPA's own where another provider is used, and makes the query hint known. Found by
 * OpenJPA through its services file.
 */
public final class MusterProductDerivation extends AbstractProductDerivation {

    static final String ALIAS = "muster";

    /**
     * Set to {@code true}, as a system property for all units of the JVM or as a property of one unit, it has OpenJPA's own
     * name {@code tcp} mean Muster's provider.
     */
    static final String REPLACE_TCP = "muster.jpa.replace-tcp";

    private static final String TCP = "tcp";
    private static final String PROVIDER = "openjpa.RemoteCommitProvider";

    /** For OpenJPA. */
    public MusterProductDerivation() {}

    @Override
    public int getType() {
        return TYPE_FEATURE;
    }

    /** Here, and only here, the properties of the unit are known before any of them is used. */
    @Override
    public boolean beforeConfigurationConstruct(ConfigurationProvider provider) {
        Map<String, Object> properties = provider.getProperties();
        String line = String.valueOf(properties.get(PROVIDER)).strip();
        boolean replaces = Boolean.parseBoolean(String.valueOf(properties.get(REPLACE_TCP)));
        if (!replaces || !(line.equals(TCP) || line.startsWith(TCP + "("))) {
            return false;
        }
        provider.addProperties(Map.of(PROVIDER, ALIAS + line.substring(TCP.length())));
        return true;
    }

    @Override
    public boolean beforeConfigurationLoad(Configuration configuration) {
        if (!(configuration instanceof OpenJPAConfigurationImpl openJpa)) {
            return false;
        }
        KnownHints.register();
        openJpa.remoteProviderPlugin.setAlias(ALIAS, MusterRemoteCommitProvider.class.getName());
        if (Boolean.getBoolean(REPLACE_TCP)) {
            openJpa.remoteProviderPlugin.setAlias(TCP, MusterRemoteCommitProvider.class.getName());
        }
        replace(openJpa.brokerPlugin, BrokerValue.NON_FINALIZING_ALIAS, GuardedBroker.class);
        replace(openJpa.brokerPlugin, BrokerValue.DEFAULT_ALIAS, GuardedFinalizingBroker.class);
        for (String alias : List.of("true", "concurrent", "partitioned")) {
            openJpa.dataCachePlugin.setAlias(alias, GuardedDataCache.class.getName());
        }
        openJpa.queryCachePlugin.setAlias("true", GuardedQueryCache.class.getName());
        openJpa.queryCachePlugin.setAlias("concurrent", GuardedQueryCache.class.getName());
        return true;
    }

    /** A value that has been set by its alias already, as defaults are, moves on with it. */
    private static void replace(PluginValue plugin, String alias, Class<?> type) {
        boolean isSet = plugin.getClassName() != null && plugin.getClassName().equals(plugin.unalias(alias));
        plugin.setAlias(alias, type.getName());
        if (isSet) {
            plugin.setClassName(type.getName());
        }
    }

    @Override
    public Set<String> getSupportedQueryHints() {
        return Set.of(UnlistedChanges.HINT);
    }
}
