package dev.muster.jpa.openjpa;

import dev.muster.jpa.MeshMessage;
import java.lang.System.Logger.Level;
import org.apache.openjpa.conf.OpenJPAConfiguration;
import org.apache.openjpa.conf.OpenJPAConfigurationImpl;
import org.apache.openjpa.kernel.AbstractBrokerFactory;
import org.apache.openjpa.kernel.BrokerImpl;
import org.apache.openjpa.kernel.ConnectionRetainModes;
import org.jspecify.annotations.Nullable;

/** What the two kinds of brokers have in common; OpenJPA's classes leave them no common parent. */
final class Brokers {

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    private Brokers() {}

    /** The loads of a new broker; null if its factory does not use Muster. */
    static @Nullable BrokerLoads loads(BrokerImpl broker, AbstractBrokerFactory factory) {
        @Nullable GuardedUnit unit = GuardedUnit.of(factory.getConfiguration());
        return unit == null ? null : new BrokerLoads(broker, unit, () -> mayKeepSnapshot(broker));
    }

    /** Tells the administrator if the application has brokers of its own. */
    static void warnIfUnguarded(String unit, OpenJPAConfiguration configuration) {
        if (configuration instanceof OpenJPAConfigurationImpl known) {
            Class<?> type = known.brokerPlugin.getTemplateBrokerType(known);
            if (type != GuardedBroker.class && type != GuardedFinalizingBroker.class) {

                LOG.log(Level.WARNING, MeshMessage.UNGUARDED_BROKER.text(unit, type.getName()));
            }
        }
    }

    /** A connection that is never given back may have a transaction of its own for as long. */
    private static boolean mayKeepSnapshot(BrokerImpl broker) {
        return broker.isActive() || broker.getConnectionRetainMode() == ConnectionRetainModes.CONN_RETAIN_ALWAYS;
    }
}
