package dev.muster.jpa.eclipselink;

import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.internal.unit.DeliverySettings;
import dev.muster.jpa.internal.unit.Durations;
import dev.muster.jpa.internal.unit.EntityNames;
import dev.muster.jpa.internal.unit.PortRange;
import dev.muster.jpa.internal.unit.StaticSettings;
import dev.muster.jpa.internal.unit.UnitSettings;
import java.util.Optional;
import org.eclipse.persistence.internal.jpa.EntityManagerFactoryProvider;
import org.eclipse.persistence.internal.jpa.EntityManagerSetupImpl;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.jspecify.annotations.Nullable;

/** What the properties of a persistence unit, or else the system properties, say. */
final class SessionSettings {

    static final String UNIT = "muster.jpa.unit";
    static final String ADDRESSES = "muster.jpa.addresses";
    static final String PORT = "muster.jpa.port";
    static final String BIND = "muster.jpa.bind";
    static final String CLUSTER = "muster.jpa.cluster";
    static final String SECRET = "muster.jpa.secret";
    static final String KEY_STORE = "muster.jpa.keystore";
    static final String KEY_STORE_PASSWORD = "muster.jpa.keystore.password";

    static final String MODE = "muster.jpa.mode";
    static final String SYNC_TIMEOUT = "muster.jpa.sync-timeout";
    static final String STALENESS = "muster.jpa.staleness";
    static final String NAMES = "muster.jpa.names";

    private SessionSettings() {}

    /**
     * Those of a session.
     *
     * @param sync whether EclipseLink's own settings ask for commits that wait; the mode of Muster's counts more
     */
    static UnitSettings of(AbstractSession session, boolean sync) {
        String mode = value(session, MODE, sync ? "sync" : "");
        return new UnitSettings(
                unit(session),
                DeliverySettings.parse(MODE, mode, SYNC_TIMEOUT, value(session, SYNC_TIMEOUT, "")),
                EntityNames.parse(NAMES, value(session, NAMES, "")),
                staticSettings(session));
    }

    /** The settings for a mesh of its own, if the unit names addresses. */
    private static Optional<StaticSettings> staticSettings(AbstractSession session) {
        String addresses = value(session, ADDRESSES, "");
        if (addresses.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(StaticSettings.of(
                value(session, CLUSTER, StaticSettings.DEFAULT_CLUSTER),
                addresses,
                value(session, BIND, ""),
                PortRange.parse(PORT, value(session, PORT, String.valueOf(MeshConfig.DEFAULT_PORT))),
                value(session, SECRET, ""),
                value(session, KEY_STORE, ""),
                value(session, KEY_STORE_PASSWORD, ""),
                Durations.parse(STALENESS, value(session, STALENESS, ""), StaticSettings.DEFAULT_STALENESS)));
    }

    /**
     * Name of the persistence unit. A session does not know it, and its own name contains paths of this server: the
     * provider's list of units tells.
     */
    private static String unit(AbstractSession session) {
        String given = value(session, UNIT, "");
        if (!given.isEmpty()) {
            return given;
        }
        @Nullable EntityManagerSetupImpl setup =
                EntityManagerFactoryProvider.getEmSetupImpls().get(session.getName());
        if (setup != null && setup.getPersistenceUnitInfo() != null) {
            return setup.getPersistenceUnitInfo().getPersistenceUnitName();
        }
        return session.getName();
    }

    private static String value(AbstractSession session, String key, String otherwise) {
        @Nullable Object value = session.getProperty(key);
        return value != null ? value.toString() : System.getProperty(key, otherwise);
    }
}
