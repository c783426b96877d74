package dev.muster.extension.boot;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.extension.ExtensionMessage;
import dev.muster.extension.node.ClusterNode;
import dev.muster.extension.node.LocalNode;
import dev.muster.extension.node.Node;
import dev.muster.extension.node.NodeListener;
import dev.muster.room.PlacementPolicy;
import dev.muster.server.ClusterName;
import dev.muster.sql.Database;
import dev.muster.sql.SharedDataSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops Muster for one application: when its web part starts, or earlier if one of its beans is used earlier.
 * Thread-safe.
 */
final class Boot {

    private final Settings settings;
    private final ClassLoader application;
    private final NodeListener listener;
    private final Supplier<Optional<PlacementPolicy>> policy;
    private @Nullable String contextPath;
    private @Nullable Node node;
    private boolean stopped;

    Boot(
            Settings settings,
            ClassLoader application,
            NodeListener listener,
            Supplier<Optional<PlacementPolicy>> policy) {
        this.settings = settings;
        this.application = application;
        this.listener = listener;
        this.policy = policy;
    }

    /** Whether there are other servers to know: in cluster mode, or where rooms are spread without it. */
    boolean isMember() {
        return settings.isCluster() || !settings.required(Setting.ROOMS).equals("local");
    }

    /** Name of the cluster of an application under this path. */
    String clusterName(String path) {
        return ClusterName.of(settings, path);
    }

    /** The web part starts. */
    synchronized void contextPath(String path) {
        contextPath = path;
    }

    /** The node, started now if it was not before. */
    synchronized Node node() {
        if (stopped) {
            throw new MusterException(ExtensionMessage.STOPPED);
        }
        Node current = node;
        if (current == null) {
            current = start(path());
            node = current;
        }
        return current;
    }

    synchronized void stop() {
        stopped = true;
        if (node != null) {
            node.close();
            node = null;
        }
    }

    private Node start(String path) {
        if (!isMember()) {
            return new LocalNode(settings, path, application, listener);
        }
        Setting reason = settings.isCluster() ? Setting.MODE : Setting.ROOMS;
        Database database =
                Database.open(SharedDataSource.lookup(settings, reason.key() + "=" + settings.required(reason)));
        return ClusterNode.start(settings, database, path, application, listener, policy.get());
    }

    private String path() {
        if (contextPath != null) {
            return contextPath;
        }
        if (!isMember()) {
            return settings.text(Setting.SERVER_PATH).orElse("");
        }
        if (settings.isConfigured(Setting.CLUSTER) && settings.isConfigured(Setting.SERVER_PATH)) {
            return settings.required(Setting.SERVER_PATH);
        }
        throw new MusterException(ExtensionMessage.TOO_EARLY);
    }
}
