package dev.muster.extension.infinispan;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jgroups.Address;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCPPING;
import org.jgroups.util.Responses;

/**
 * Asks all addresses behind one host name, which is resolved anew each time as any other name of this JVM. JGroups has a
 * discovery by DNS too, but that one passes the operating system by and needs the JNDI provider for DNS.
 */
final class DnsDiscovery extends TCPPING {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");

    private final String host;
    private final int port;

    DnsDiscovery(String host, int port) {
        this.host = host;
        this.port = port;
        setInitialHosts(List.<InetSocketAddress>of());
        setPortRange(0);
        // JGroups numbers its own protocols; on the wire this is one of them.
        setId(ClassConfigurator.getProtocolId(TCPPING.class));
    }

    @Override
    public void findMembers(List<Address> members, boolean initialDiscovery, Responses responses) {
        resolve();
        super.findMembers(members, initialDiscovery, responses);
    }

    private void resolve() {
        try {
            setInitialHosts(Arrays.stream(InetAddress.getAllByName(host))
                    .map(address -> new InetSocketAddress(address, port))
                    .toList());
        } catch (UnknownHostException e) {
            LOG.log(Level.DEBUG, "the addresses that were known are asked", e);
        }
    }
}
