package dev.muster.server;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The name that a server gives itself before the registry has a say. */
public final class ServerName {

    /** How servers publish the name of their instance: Payara and GlassFish, WildFly, Open Liberty. */
    private static final List<String> INSTANCE_NAMES =
            List.of("com.sun.aas.instanceName", "jboss.server.name", "wlp.server.name");

    private ServerName() {}

    /** {@code muster.server.name}, else the instance name that this server publishes, else the host name. */
    public static String of(Settings settings) {
        return settings.text(Setting.SERVER_NAME)
                .or(ServerName::instance)
                .or(ServerName::host)
                .orElse("server");
    }

    private static Optional<String> instance() {
        return INSTANCE_NAMES.stream()
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .map(ServerName::clean)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private static Optional<String> host() {
        try {
            return Optional.of(clean(InetAddress.getLocalHost().getHostName())).filter(name -> !name.isEmpty());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Only what can stand in a cookie value; the domain of a host name is left out. */
    private static String clean(String raw) {
        String name = raw.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "").replaceAll("[^a-z0-9_-]", "-");
        return name.substring(0, Math.min(name.length(), 40));
    }
}
