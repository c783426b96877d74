package dev.muster.extension.infinispan;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.extension.context.NodeContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.jgroups.protocols.JDBC_PING2;
import org.jgroups.protocols.MPING;
import org.jgroups.protocols.TCPPING;
import org.jgroups.stack.Protocol;

/**
 * How the servers find each other, as {@code muster.rooms.discovery} says. Only addresses are found out this way; whoever
 * answers there must show the certificate of a live server.
 */
final class Discovery {

    private static final String DEFAULT_GROUP = "239.255.77.83[7799]";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    private Discovery() {}

    /**
     * Reads the settings, so that wrong ones fail early.
     *
     * @throws MusterException if one is wrong
     */
    static void check(Settings settings) {
        switch (settings.required(Setting.ROOMS_DISCOVERY)) {
            case "static" -> peers(settings);
            case "multicast" -> group(settings);
            case "dns" -> host(settings);
            default -> {}
        }
    }

    static Protocol of(NodeContext node) {
        return switch (node.settings().required(Setting.ROOMS_DISCOVERY)) {
            case "static" ->
                new TCPPING().setInitialHosts(peers(node.settings())).setPortRange(0);
            case "multicast" -> multicast(node, group(node.settings()));
            case "dns" ->
                new DnsDiscovery(
                        host(node.settings()),
                        node.settings().integer(Setting.ROOMS_PORT).orElseThrow());
            default -> database(node);
        };
    }

    /** A router passes no packet on that has a time to live of one. */
    private static MPING multicast(NodeContext node, InetSocketAddress group) {
        return new MPING()
                .setBindAddr(node.meshAddress())
                .setMcastAddr(group.getAddress())
                .setMcastPort(group.getPort())
                .setTTL(1);
    }

    /** Muster's own schema script makes the table. */
    private static JDBC_PING2 database(NodeContext node) {
        JDBC_PING2 ping = new JDBC_PING2()
                .setDataSource(node.database().dataSource())
                .setInitializeSql(null)
                .setInsertSingleSql("insert into muster_discovery (address, name, cluster_name, ip, coordinator)"
                        + " values (?, ?, ?, ?, ?)")
                .setDeleteSingleSql("delete from muster_discovery where address = ?")
                .setClearSql("delete from muster_discovery where cluster_name = ?")
                .setSelectAllPingdataSql(
                        "select address, name, ip, coordinator from muster_discovery where cluster_name = ?");
        ping.removeAllDataOnViewChange(true);
        // A hook would keep the application's classes after undeploy, and ask for a connection when the pool is gone.
        ping.registerShutdownHook(false);
        return ping;
    }

    private static List<InetSocketAddress> peers(Settings settings) {
        return StaticPeers.parse(settings.required(Setting.ROOMS_ADDRESSES));
    }

    private static InetSocketAddress group(Settings settings) {
        String value = settings.text(Setting.ROOMS_ADDRESSES).orElse(DEFAULT_GROUP);
        List<InetSocketAddress> groups = StaticPeers.parse(value);
        InetAddress address = groups.get(0).getAddress();
        if (groups.size() != 1 || address == null || !address.isMulticastAddress()) {
            throw wrong(value, "multicast", "one multicast address and a port, for example " + DEFAULT_GROUP);
        }
        return groups.get(0);
    }

    private static String host(Settings settings) {
        String value = settings.required(Setting.ROOMS_ADDRESSES);
        if (!HOST.matcher(value).matches()) {
            throw wrong(
                    value,
                    "dns",
                    "one host name that stands for all servers, for example shop.internal; their port is "
                            + Setting.ROOMS_PORT.key());
        }
        return value;
    }

    private static MusterException wrong(String value, String discovery, String right) {
        return new MusterException(CacheMessage.BAD_ADDRESSES, value, discovery, right);
    }
}
