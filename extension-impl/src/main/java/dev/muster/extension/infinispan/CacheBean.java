package dev.muster.extension.infinispan;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Shows the fast path of rooms to JMX. What cannot be shown stops nothing. Thread-safe; its owner closes it. */
public final class CacheBean implements CacheMXBean, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");

    private final Supplier<CacheStatus> status;
    private @Nullable ObjectName name;

    private CacheBean(Supplier<CacheStatus> status) {
        this.status = status;
    }

    /** Shows it from now on, as {@code dev.muster:type=RoomCache,cluster="…",server="…"}. */
    static CacheBean show(String cluster, String server, Supplier<CacheStatus> status) {
        CacheBean bean = new CacheBean(status);
        try {
            ObjectName name = new ObjectName("dev.muster:type=RoomCache,cluster=" + ObjectName.quote(cluster)
                    + ",server=" + ObjectName.quote(server));
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name);
            bean.name = name;
        } catch (JMException | SecurityException e) {
            LOG.log(Level.WARNING, CacheMessage.NOT_SHOWN.text("JMX", e));
        }
        return bean;
    }

    @Override
    public String getState() {
        return status.get().state().name();
    }

    @Override
    public List<String> getMissing() {
        return status.get().missing();
    }

    @Override
    public String getReason() {
        return status.get().reason();
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
