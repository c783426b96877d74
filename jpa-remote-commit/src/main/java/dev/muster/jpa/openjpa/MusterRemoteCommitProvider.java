package dev.muster.jpa.openjpa;

import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.unit.DeliverySettings;
import dev.muster.jpa.internal.unit.Durations;
import dev.muster.jpa.internal.unit.EntityNames;
import dev.muster.jpa.internal.unit.PortRange;
import dev.muster.jpa.internal.unit.StaticSettings;
import dev.muster.jpa.internal.unit.UnitSettings;
import dev.muster.jpa.internal.unit.UnitStream;
import dev.muster.jpa.internal.unit.Units;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.openjpa.conf.OpenJPAConfiguration;
import org.apache.openjpa.event.AbstractRemoteCommitProvider;
import org.apache.openjpa.event.BrokerFactoryEvent;
import org.apache.openjpa.event.BrokerFactoryListener;
import org.apache.openjpa.event.RemoteCommitEvent;
import org.apache.openjpa.lib.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * OpenJPA's remote commits over Muster's mesh.
 *
 * <p>Switched on by {@code openjpa.RemoteCommitProvider=muster}; peers are those of the cluster. With
 * {@code muster(Addresses=10.1.1.1;10.1.1.2, Secret=...)} it finds them itself. The options and the address syntax of
 * OpenJPA's {@code tcp} provider are accepted. Made and driven by OpenJPA.
 */
public final class MusterRemoteCommitProvider extends AbstractRemoteCommitProvider {

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    private String addresses = "";
    private String port = String.valueOf(MeshConfig.DEFAULT_PORT);
    private String bind = "";
    private String cluster = StaticSettings.DEFAULT_CLUSTER;
    private String secret = "";
    private String keyStore = "";
    private String keyStorePassword = "";
    private String mode = "";
    private String syncTimeout = "";
    private String names = "";
    private String staleness = "";
    private final Set<String> withoutEffect = new TreeSet<>();
    private @Nullable OpenJPAConfiguration configuration;
    private @Nullable UnitStream stream;
    private @Nullable GuardedUnit guarded;

    /** For OpenJPA. */
    public MusterRemoteCommitProvider() {}

    /** The servers, {@code host[:port]} separated by semicolons; may contain this server. */
    public void setAddresses(String addresses) {
        this.addresses = addresses;
    }

    /** The port to listen on, or a range of which the first free one is taken, with {@code Addresses}. */
    public void setPort(String port) {
        this.port = port;
    }

    /** The address to listen on, with {@code Addresses}. */
    public void setBind(String bind) {
        this.bind = bind;
    }

    /** Name of the cluster, with {@code Addresses}. */
    public void setCluster(String cluster) {
        this.cluster = cluster;
    }

    /** The secret that all servers share, with {@code Addresses}. */
    public void setSecret(String secret) {
        this.secret = secret;
    }

    /** File of the key store that all servers share, with {@code Addresses}. */
    public void setKeyStore(String keyStore) {
        this.keyStore = keyStore;
    }

    /** Password of the key store. */
    public void setKeyStorePassword(String keyStorePassword) {
        this.keyStorePassword = keyStorePassword;
    }

    /** {@code async} or {@code sync}: whether a commit waits until the peers have evicted. */
    public void setMode(String mode) {
        this.mode = mode;
    }

    /** Longest time that a commit waits in mode {@code sync}, as {@code 500ms} or {@code 2s}. */
    public void setSyncTimeout(String syncTimeout) {
        this.syncTimeout = syncTimeout;
    }

    /** How old cached states may get at most, as {@code 5s}, with {@code Addresses}. */
    public void setStaleness(String staleness) {
        this.staleness = staleness;
    }

    /** Names of entities on the wire, {@code class=name} separated by semicolons; others go by their class names. */
    public void setNames(String names) {
        this.names = names;
    }

    /** Option of the {@code tcp} provider; the mesh has one link per peer and no pool. */
    public void setMaxActive(int ignored) {
        withoutEffect.add("MaxActive");
    }

    /** Option of the {@code tcp} provider; the mesh has one link per peer and no pool. */
    public void setMaxTotal(int ignored) {
        withoutEffect.add("MaxTotal");
    }

    /** Option of the {@code tcp} provider; the mesh has one link per peer and no pool. */
    public void setMaxIdle(int ignored) {
        withoutEffect.add("MaxIdle");
    }

    /** Option of the {@code tcp} provider; the mesh calls again by itself. */
    public void setRecoveryTimeMillis(int ignored) {
        withoutEffect.add("RecoveryTimeMillis");
    }

    /** Option of the {@code tcp} provider; the mesh has one writer per peer. */
    public void setNumBroadcastThreads(int ignored) {
        withoutEffect.add("NumBroadcastThreads");
    }

    @Override
    public void setConfiguration(Configuration config) {
        super.setConfiguration(config);
        configuration = (OpenJPAConfiguration) config;
    }

    @Override
    public void endConfiguration() {
        super.endConfiguration();
        OpenJPAConfiguration conf = Objects.requireNonNull(configuration, "set before");
        String unit = conf.getId() == null ? "default" : conf.getId();
        if (!withoutEffect.isEmpty()) {
            LOG.log(Level.INFO, MeshMessage.NO_EFFECT.text(unit, withoutEffect));
        }
        FactoryEvictor evictor = new FactoryEvictor(conf, this::fireEvent);
        UnitStream opened = Units.here().register(unitSettings(unit), evictor);
        stream = opened;
        guarded = new GuardedUnit(opened, evictor);
        BrokerFactoryListener created = event -> factoryCreated(event, unit, evictor);
        conf.getBrokerFactoryEventManager().addListener(created);
    }

    private static void factoryCreated(BrokerFactoryEvent event, String unit, FactoryEvictor evictor) {
        if (event.getEventType() == BrokerFactoryEvent.BROKER_FACTORY_CREATED) {
            evictor.factoryCreated();
            Brokers.warnIfUnguarded(unit, event.getBrokerFactory().getConfiguration());
        }
    }

    /** The factory, as its caches and brokers have to know it; null before the configuration ends. */
    @Nullable GuardedUnit unit() {
        return guarded;
    }

    @Override
    public void broadcast(RemoteCommitEvent event) {
        GuardedUnit unit = guarded;
        OpenJPAConfiguration conf = configuration;
        if (unit != null && conf != null) {
            unit.committed(() -> Events.describe(event, conf));
        }
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    private UnitSettings unitSettings(String unit) {
        return new UnitSettings(
                unit,
                DeliverySettings.parse("Mode", mode, "SyncTimeout", syncTimeout),
                EntityNames.parse("Names", names),
                addresses.isBlank() ? Optional.empty() : Optional.of(staticSettings()));
    }

    private StaticSettings staticSettings() {
        PortRange ports = PortRange.parse("Port", port);
        Duration bound = Durations.parse("Staleness", staleness, StaticSettings.DEFAULT_STALENESS);
        return StaticSettings.of(cluster, addresses, bind, ports, secret, keyStore, keyStorePassword, bound);
    }
}
