package dev.muster.extension.infinispan;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.extension.security.ClusterTls;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.infinispan.client.hotrod.configuration.ClientIntelligence;
import org.infinispan.client.hotrod.configuration.Configuration;
import org.infinispan.client.hotrod.configuration.ConfigurationBuilder;
import org.infinispan.client.hotrod.configuration.NearCacheMode;
import org.infinispan.client.hotrod.configuration.SslConfigurationBuilder;
import org.infinispan.commons.marshall.UTF8StringMarshaller;

/**
 * How a client of an Infinispan of its own is set up: texts only, so nothing is deserialized by Java; TLS 1.3; short
 * limits, since the database can be asked instead; and a bounded copy of what was used, kept true by the Infinispan.
 */
final class HotRod {

    static final String CACHE = "muster-rooms";

    private static final int LIMIT_MILLIS = 1_000;
    private static final int MAX_COPIES = 100_000;

    private HotRod() {}

    /**
     * Reads the settings, so that wrong ones fail early.
     *
     * @throws MusterException if one is wrong, or the application has no client
     */
    static void check(Settings settings, ClassLoader application) {
        List<InetSocketAddress> servers = servers(settings);
        if (settings.required(Setting.ROOMS_HOTROD_TLS).equals("off")
                && !servers.stream().allMatch(HotRod::isLoopback)) {
            throw new MusterException(CacheMessage.NEEDS_TLS, settings.required(Setting.ROOMS_HOTROD_SERVERS));
        }
        try {
            Class.forName("org.infinispan.client.hotrod.RemoteCacheManager", false, application);
        } catch (ClassNotFoundException e) {
            throw new MusterException(e, CacheMessage.NO_CLIENT);
        }
    }

    static Configuration configuration(Settings settings) {
        ConfigurationBuilder client = new ConfigurationBuilder();
        List<InetSocketAddress> servers = servers(settings);
        servers.forEach(
                server -> client.addServer().host(server.getHostString()).port(server.getPort()));
        client.marshaller(new UTF8StringMarshaller())
                .clientIntelligence(ClientIntelligence.BASIC)
                .connectionTimeout(LIMIT_MILLIS)
                .socketTimeout(LIMIT_MILLIS)
                .maxRetries(1);
        settings.text(Setting.ROOMS_HOTROD_USER)
                .ifPresent(user -> client.security()
                        .authentication()
                        .username(user)
                        .password(settings.required(Setting.ROOMS_HOTROD_PASSWORD)));
        if (settings.required(Setting.ROOMS_HOTROD_TLS).equals("on")) {
            protect(client.security().ssl(), settings, servers.get(0).getHostString());
        }
        client.remoteCache(CACHE).nearCacheMode(NearCacheMode.INVALIDATED).nearCacheMaxEntries(MAX_COPIES);
        return client.build();
    }

    private static void protect(SslConfigurationBuilder ssl, Settings settings, String host) {
        ssl.enable().protocol("TLSv1.3");
        settings.text(Setting.ROOMS_HOTROD_FINGERPRINT)
                .ifPresentOrElse(
                        // One certificate is accepted, whatever name it bears.
                        fingerprint -> ssl.hostnameValidation(false).sslContext(pinned(fingerprint)),
                        () -> ssl.sniHostName(host).hostnameValidation(true).sslContext(defaults()));
    }

    private static SSLContext pinned(String fingerprint) {
        String digits = fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
        return ClusterTls.create().context(digits::equals);
    }

    private static SSLContext defaults() {
        try {
            return SSLContext.getDefault();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static List<InetSocketAddress> servers(Settings settings) {
        return StaticPeers.parse(Setting.ROOMS_HOTROD_SERVERS, settings.required(Setting.ROOMS_HOTROD_SERVERS));
    }

    private static boolean isLoopback(InetSocketAddress server) {
        return server.getAddress() != null && server.getAddress().isLoopbackAddress();
    }
}
