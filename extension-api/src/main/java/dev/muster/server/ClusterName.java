package dev.muster.server;

import dev.muster.config.Setting;
import dev.muster.config.Settings;

/** The name that all servers of one application share. */
public final class ClusterName {

    private static final int LONGEST = 64;

    private ClusterName() {}

    /**
     * {@code muster.cluster}, else the context path without its first slash, else {@code root}.
     *
     * @param contextPath as {@code ServletContext.getContextPath()} gives it
     */
    public static String of(Settings settings, String contextPath) {
        return settings.text(Setting.CLUSTER).orElseGet(() -> fromPath(contextPath));
    }

    private static String fromPath(String contextPath) {
        String name = contextPath.replaceFirst("^/+", "").replaceAll("[^A-Za-z0-9_-]", "-");
        return name.isEmpty() ? "root" : name.substring(0, Math.min(name.length(), LONGEST));
    }
}
