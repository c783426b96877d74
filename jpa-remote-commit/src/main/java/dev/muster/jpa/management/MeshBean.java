package dev.muster.jpa.management;

import dev.muster.jpa.Mesh;
import dev.muster.jpa.MeshCounter;
import dev.muster.jpa.MeshMessage;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Shows a mesh to JMX. What cannot be shown is reported and stops nothing. Thread-safe; its owner closes it. */
public final class MeshBean implements MeshMXBean, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.mesh");

    private final Mesh mesh;
    private final @Nullable ObjectName name;

    private MeshBean(Mesh mesh, @Nullable ObjectName name) {
        this.mesh = mesh;
        this.name = name;
    }

    /** Shows the mesh from now on. */
    public static MeshBean show(Mesh mesh, String cluster, String server) {
        try {
            ObjectName name = new ObjectName("dev.muster:type=Mesh,cluster=" + ObjectName.quote(cluster) + ",server="
                    + ObjectName.quote(server) + ",port=" + mesh.address().getPort());
            MeshBean bean = new MeshBean(mesh, name);
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name);
            return bean;
        } catch (JMException | SecurityException e) {
            LOG.log(Level.WARNING, MeshMessage.NOT_SHOWN.text("JMX", e));
            return new MeshBean(mesh, null);
        }
    }

    @Override
    public String getAddress() {
        return mesh.address().getAddress().getHostAddress() + ":"
                + mesh.address().getPort();
    }

    @Override
    public Map<String, Long> getCounters() {
        Map<String, Long> counters = new TreeMap<>();
        for (MeshCounter counter : MeshCounter.values()) {
            counters.put(counter.name().toLowerCase(Locale.ROOT), mesh.count(counter));
        }
        return counters;
    }

    @Override
    public long getRefusedConnections() {
        return mesh.refusedConnections();
    }

    @Override
    public int getMissingPeers() {
        return (int) mesh.links().stream().filter(link -> !link.up()).count();
    }

    @Override
    public List<PeerView> getPeers() {
        return mesh.links().stream().map(PeerView::new).toList();
    }

    @Override
    public void close() {
        if (name == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            LOG.log(Level.DEBUG, "the bean was gone before it was withdrawn", e);
        }
    }
}
