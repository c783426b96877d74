package dev.muster.extension.address;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Reads the ports that Tomcat, and what is built on it, publishes by JMX. */
final class TomcatConnectors {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");

    private TomcatConnectors() {}

    /** The plain one with the lowest port, else the secured one. */
    static Optional<Endpoint> endpoint() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            return server.queryNames(new ObjectName("*:type=Connector,*"), null).stream()
                    .flatMap(name -> endpoint(server, name))
                    .min(Comparator.comparing(Endpoint::protocol).thenComparing(Endpoint::port));
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Applications start before Tomcat listens, so it is the configured port that counts. */
    private static Stream<Endpoint> endpoint(MBeanServer server, ObjectName name) {
        try {
            String protocol = String.valueOf(server.getAttribute(name, "protocol"));
            String scheme = String.valueOf(server.getAttribute(name, "scheme"));
            return protocol.toLowerCase(Locale.ROOT).contains("http")
                            && server.getAttribute(name, "port") instanceof Integer port
                            && port > 0
                    ? Stream.of(new Endpoint(scheme, port))
                    : Stream.empty();
        } catch (JMException e) {
            LOG.log(Level.DEBUG, "no port from " + name, e);
            return Stream.empty();
        }
    }
}
