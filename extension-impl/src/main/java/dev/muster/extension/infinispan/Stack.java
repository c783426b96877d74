package dev.muster.extension.infinispan;

import dev.muster.config.Setting;
import dev.muster.extension.context.NodeContext;
import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jgroups.JChannel;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.SocketFactory;

/**
 * The protocols between the servers: TCP under mutual TLS 1.3 with the certificates of the registry, on one port. A
 * channel made from a list of protocols has no diagnostics port. FD_SOCK2 is left out, because it would
 * listen on a second port, without TLS; a closed connection raises suspicion instead.
 */
final class Stack {

    static final int PORTS = 100;

    private static final String TLS = "TLSv1.3";
    private static final int MAX_MESSAGE_BYTES = 1_000_000;
    private static final int CONNECT_MILLIS = 2_000;

    private Stack() {}

    /** A channel that is not connected yet. */
    static JChannel channel(NodeContext node) throws Exception {
        JChannel channel = new JChannel(List.of(
                transport(
                        node.tls(),
                        node.meshAddress(),
                        node.settings().integer(Setting.ROOMS_PORT).orElseThrow()),
                Discovery.of(node),
                new MERGE3().setMinInterval(1_000).setMaxInterval(5_000),
                new FD_ALL3().setTimeout(8_000).setInterval(2_000),
                new VERIFY_SUSPECT2().setTimeout(1_500),
                new NAKACK2().useMcastXmit(false),
                new UNICAST3(),
                new STABLE(),
                new GMS().setJoinTimeout(2_000).setMaxJoinAttempts(3).printLocalAddress(false),
                new UFC(),
                new MFC(),
                new FRAG4()));
        channel.setName(node.identity().name() + "#" + node.identity().incarnation());
        return channel;
    }

    private static Protocol transport(SSLContext tls, InetAddress address, int port) throws Exception {
        TCP tcp = new TCP();
        tcp.setBindAddress(address).setBindPort(port).setPortRange(PORTS);
        tcp.setSockConnTimeout(CONNECT_MILLIS)
                .setPeerAddrReadTimeout(CONNECT_MILLIS)
                .setMaxLength(MAX_MESSAGE_BYTES)
                .enableSuspectEvents(true);
        tcp.setSocketFactory(sockets(tls));
        return tcp;
    }

    /** Both sides must show a certificate of a live server before a byte of JGroups is read. */
    private static SocketFactory sockets(SSLContext tls) {
        DefaultSocketFactory sockets = new DefaultSocketFactory(tls);
        sockets.setSocketConfigurator(socket -> ((SSLSocket) socket).setEnabledProtocols(new String[] {TLS}));
        sockets.setServerSocketConfigurator(socket -> {
            SSLServerSocket server = (SSLServerSocket) socket;
            server.setEnabledProtocols(new String[] {TLS});
            server.setNeedClientAuth(true);
        });
        return sockets;
    }
}
