package dev.muster.extension.address;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.extension.ExtensionMessage;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.function.Supplier;

/**
 * How users reach the application on this server: what is configured, else what can be found out. Immutable.
 *
 * @param protocol {@code http} or {@code https}
 * @param address host name or IP address
 * @param port TCP port
 * @param path context path: empty, or starting with a slash
 */
public record ServerAddress(String protocol, String address, int port, String path) {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");
    private static final Endpoint GUESS = new Endpoint("http", 8080);

    /**
     * Finds out what is not configured.
     *
     * @param contextPath of the application
     * @param localAddress is asked for only if no address is configured
     */
    public static ServerAddress of(
            Settings settings, String contextPath, ClassLoader application, Supplier<InetAddress> localAddress) {
        Endpoint found =
                PayaraMicro.endpoint(application).or(TomcatConnectors::endpoint).orElseGet(() -> guess(settings));
        return new ServerAddress(
                settings.text(Setting.SERVER_PROTOCOL).orElse(found.protocol()),
                settings.text(Setting.SERVER_ADDRESS).orElseGet(() -> literal(localAddress.get())),
                settings.integer(Setting.SERVER_PORT).orElse(found.port()),
                path(settings.text(Setting.SERVER_PATH).orElse(contextPath)));
    }

    /** As it stands in a URL. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text.replaceFirst("%.*", "") + "]" : text;
    }

    private static String path(String configured) {
        String bare = configured.replaceAll("^/+|/+$", "");
        return bare.isEmpty() ? "" : "/" + bare;
    }

    private static Endpoint guess(Settings settings) {
        if (!settings.isConfigured(Setting.SERVER_PORT)) {
            LOG.log(Level.WARNING, ExtensionMessage.PORT_GUESSED.text());
        }
        return GUESS;
    }
}
