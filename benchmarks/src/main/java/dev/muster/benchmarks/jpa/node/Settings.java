package dev.muster.benchmarks.jpa.node;

import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.jpa.spec.NodeSpec;
import java.util.HashMap;
import java.util.Map;

/** The properties of a persistence unit, for each variant. */
final class Settings {

    private static final String SECRET = "between the servers of the benchmark";
    private static final String COORDINATION = "eclipselink.cache.coordination.";

    private final NodeSpec spec;
    private final Map<String, Object> properties = new HashMap<>();

    private Settings(NodeSpec spec) {
        this.spec = spec;
    }

    static Map<String, Object> of(NodeSpec spec) {
        Settings settings = new Settings(spec);
        if (spec.variant().provider() == JpaVariant.Provider.OPENJPA) {
            settings.openJpa();
        } else {
            settings.eclipseLink();
        }
        return settings.properties;
    }

    private void openJpa() {
        properties.put(
                "openjpa.RemoteCommitProvider",
                switch (spec.variant().transport()) {
                    case TCP -> "tcp(Port=" + spec.own().port() + ", Addresses=" + spec.addresses() + ")";
                    case MUSTER -> muster("");
                    case MUSTER_SYNC -> muster(", Mode=sync");
                    default -> "sjvm";
                });
    }

    private String muster(String mode) {
        return "muster(Port=" + spec.own().port() + ", Addresses=" + spec.addresses() + mode + protection() + ")";
    }

    private String protection() {
        return switch (spec.variant().protection()) {
            case NONE -> "";
            case SECRET -> ", Secret=" + SECRET;
            case TLS -> ", KeyStore=" + spec.keyStore() + ", KeyStorePassword=" + NodeSpec.PASSWORD;
        };
    }

    private void eclipseLink() {
        switch (spec.variant().transport()) {
            case RMI -> rmi();
            case JGROUPS -> jgroups();
            case MUSTER, MUSTER_SYNC -> muster();
            default -> {}
        }
    }

    /** Announcements by multicast do not leave the machine: their time to live is zero. */
    private void rmi() {
        properties.put(COORDINATION + "protocol", "rmi");
        properties.put(COORDINATION + "naming-service", "rmi");
        properties.put(COORDINATION + "rmi.url", "rmi://127.0.0.1:" + spec.own().port());
        properties.put(COORDINATION + "rmi.multicast-group", "239.192.0.99");
        properties.put(COORDINATION + "rmi.multicast-group.port", Integer.toString(spec.discoveryPort()));
        properties.put(COORDINATION + "rmi.packet-time-to-live", "0");
        properties.put(COORDINATION + "rmi.announcement-delay", "500");
    }

    private void jgroups() {
        System.setProperty("bench.port", Integer.toString(spec.own().port()));
        System.setProperty("bench.outside", Integer.toString(spec.outside()));
        StringBuilder hosts = new StringBuilder("127.0.0.1[" + spec.outside() + "]");
        spec.peers().forEach(peer -> hosts.append(",127.0.0.1[" + peer.reached().port() + "]"));
        System.setProperty("bench.hosts", hosts.toString());
        properties.put(COORDINATION + "protocol", "jgroups");
        properties.put(COORDINATION + "jgroups.config", "jgroups-loopback.xml");
    }

    private void muster() {
        properties.put(COORDINATION + "protocol", "dev.muster.jpa.eclipselink.MusterTransport");
        properties.put("muster.jpa.port", Integer.toString(spec.own().port()));
        properties.put("muster.jpa.addresses", spec.addresses());
        if (spec.variant().transport() == JpaVariant.Transport.MUSTER_SYNC) {
            properties.put("muster.jpa.mode", "sync");
        }
        switch (spec.variant().protection()) {
            case NONE -> {}
            case SECRET -> properties.put("muster.jpa.secret", SECRET);
            case TLS -> {
                properties.put("muster.jpa.keystore", spec.keyStore());
                properties.put("muster.jpa.keystore.password", NodeSpec.PASSWORD);
            }
        }
    }
}
