package dev.muster.server;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The name that a server gives itself before the registry has a say. */
public final class ServerName {

    /** How servers publish the name of their instance: Payara and GlassFish, WildFly, Open Liberty. */
    private static final List<String> INSTANCE_NAMES =
            List.of("com.sun.aas.instanceName", "jboss.server.name", "wlp.server.name");

    /** What servers are called that nobody gave a name. */
    private static final Set<String> NOT_NAMES = Set.of("server", "defaultserver");

    private static final String PAYARA_MICRO = "fish.payara.micro.PayaraMicro";

    private ServerName() {}

    /** {@code muster.server.name}, else the name that this server was given, else the host name. */
    public static String of(Settings settings) {
        return settings.text(Setting.SERVER_NAME)
                .or(ServerName::payaraMicro)
                .or(ServerName::instance)
                .or(ServerName::host)
                .orElse("server");
    }

    private static Optional<String> instance() {
        return INSTANCE_NAMES.stream()
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .map(ServerName::clean)
                .filter(ServerName::isGiven)
                .findFirst();
    }

    /** The {@code --name} of Payara Micro, which it publishes nowhere else. */
    private static Optional<String> payaraMicro() {
        try {
            Class<?> type =
                    Class.forName(PAYARA_MICRO, true, Thread.currentThread().getContextClassLoader());
            Object micro = type.getMethod("getInstance").invoke(null);
            Object name = type.getMethod("getInstanceName").invoke(micro);
            return Optional.ofNullable(name)
                    .map(String::valueOf)
                    .map(ServerName::clean)
                    .filter(ServerName::isGiven);
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static boolean isGiven(String name) {
        return !name.isEmpty() && !NOT_NAMES.contains(name);
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
