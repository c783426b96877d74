package dev.muster.session.metrics;

import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Shows the figures of one application's sessions to the tools of its server: as the JMX bean
 * {@code dev.muster:type=Sessions,cluster=…,context=…}, and as gauges of MicroProfile Metrics where the server has it.
 * What cannot be shown is reported and stops nothing. Thread-safe; its owner closes it.
 */
public final class Exposition implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final String MICROPROFILE = "org.eclipse.microprofile.metrics.MetricRegistry";

    private final String cluster;
    private final List<AutoCloseable> shown = new ArrayList<>();

    private Exposition(String cluster) {
        this.cluster = cluster;
    }

    /**
     * Shows the figures from now on.
     *
     * @param metrics what is counted
     * @param cached how many sessions this server has in memory
     * @param cluster the cluster's name
     * @param contextPath the application's, empty for the root
     * @param beans the application's, or null on servers without CDI
     */
    public static Exposition start(
            SessionMetrics metrics,
            LongSupplier cached,
            String cluster,
            String contextPath,
            @Nullable BeanManager beans) {
        List<Figure> figures = Figure.of(metrics, cached);
        Exposition exposition = new Exposition(cluster);
        exposition.show("JMX", () -> register(figures, name(cluster, contextPath)));
        if (beans != null && isPresent()) {
            exposition.show("MicroProfile Metrics", () -> MicroProfileFigures.show(figures, cluster, beans));
        }
        return exposition;
    }

    private static AutoCloseable register(List<Figure> figures, ObjectName name) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        server.registerMBean(new FiguresBean(figures), name);
        return () -> server.unregisterMBean(name);
    }

    private static ObjectName name(String cluster, String contextPath) throws MalformedObjectNameException {
        String context = contextPath.isEmpty() ? "/" : contextPath;
        return new ObjectName("dev.muster:type=Sessions,cluster=" + quoted(cluster) + ",context=" + quoted(context));
    }

    private static String quoted(String value) {
        return value.matches("[^,=:\"*?\\n]+") ? value : ObjectName.quote(value);
    }

    private static boolean isPresent() {
        try {
            Class.forName(MICROPROFILE, false, Exposition.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private void show(String tool, Showing showing) {
        try {
            shown.add(showing.start());
        } catch (Exception | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, MetricsMessage.NOT_SHOWN.text(cluster, tool, e));
        }
    }

    @Override
    public void close() {
        for (AutoCloseable one : shown) {
            try {
                one.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.DEBUG, "figures were gone before they were withdrawn", e);
            }
        }
        shown.clear();
    }

    @FunctionalInterface
    private interface Showing {
        AutoCloseable start() throws Exception;
    }
}
