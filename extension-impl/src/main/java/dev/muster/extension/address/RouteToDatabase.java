package dev.muster.extension.address;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.extension.ExtensionMessage;
import dev.muster.sql.Database;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The local address from which this server reaches the database. The other servers reach the same database, so in nearly
 * every network they can reach that address too.
 */
public final class RouteToDatabase {

    private static final Pattern HOST = Pattern.compile("(?<!/)//(?!/)(?:[^/@]*@)?(\\[[^]]+]|[^/,;:?()\\\\]+)");
    private static final int ANY_PORT = 9;

    private RouteToDatabase() {}

    /**
     * The address; loopback if the database is on this machine.
     *
     * @throws MusterException if the database's host is not known here
     */
    public static InetAddress localAddress(Database database) {
        String url = database.run(connection -> connection.getMetaData().getURL());
        return host(url).map(RouteToDatabase::towards).orElseGet(InetAddress::getLoopbackAddress);
    }

    /** The first host that a JDBC URL names; empty for databases inside this JVM or on this machine by default. */
    static Optional<String> host(String url) {
        Matcher matcher = HOST.matcher(url);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Connecting a datagram socket asks the routing table and sends nothing. */
    private static InetAddress towards(String host) {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress target = InetAddress.getByName(host);
            if (target.isLoopbackAddress()) {
                return InetAddress.getLoopbackAddress();
            }
            socket.connect(new InetSocketAddress(target, ANY_PORT));
            return socket.getLocalAddress();
        } catch (IOException e) {
            throw new MusterException(
                    e,
                    ExtensionMessage.ADDRESS_UNKNOWN,
                    host,
                    "in the URL of the shared database",
                    e.getMessage(),
                    "So it is unknown which address of this server leads there: set " + Setting.MESH_ADDRESS.key()
                            + ".");
        }
    }
}
