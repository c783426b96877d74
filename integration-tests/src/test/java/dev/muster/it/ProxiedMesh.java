package dev.muster.it;

import dev.muster.sql.Dialect;
import dev.muster.sql.Schema;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network between two servers, as proxies in front of the mesh ports of their applications: nothing that one server
 * tells the other goes another way. Thread-safe; who made it closes it.
 *
 * <p>Servers with a registry find each other there; a trigger writes the port of the proxy into it instead of the one on
 * which a server listens. Those with addresses of their own are given the proxies' addresses.
 */
final class ProxiedMesh implements AutoCloseable {

    private static final String TABLE = "create table it_mesh (cluster_name varchar(64), server varchar(64),"
            + " proxy_port integer, real_port integer default 0, primary key (cluster_name, server))";

    private static final String FUNCTION = """
            create function it_through_proxy() returns trigger as $$
            declare proxied integer;
            begin
              if new.mesh_port <> 0 then
                update it_mesh set real_port = new.mesh_port where cluster_name = new.cluster_name
                  and server = new.name and proxy_port <> new.mesh_port returning proxy_port into proxied;
                new.mesh_port := coalesce(proxied, new.mesh_port);
              end if;
              return new;
            end $$ language plpgsql
            """;

    private static final String TRIGGER = "create trigger it_through_proxy before insert or update on muster_server"
            + " for each row execute function it_through_proxy()";

    private final SharedTables tables;
    private final Map<Place, TcpProxy> proxies = new LinkedHashMap<>();

    private ProxiedMesh(SharedTables tables) {
        this.tables = tables;
    }

    /** Prepares the registry of an empty database. */
    static ProxiedMesh in(SharedPostgres database) throws SQLException {
        var tables = new SharedTables(database);
        for (var statement : Schema.statements(Dialect.POSTGRESQL)) {
            tables.changeBehindTheirBacks(statement);
        }
        for (var statement : List.of(TABLE, FUNCTION, TRIGGER)) {
            tables.changeBehindTheirBacks(statement);
        }
        return new ProxiedMesh(tables);
    }

    /** A proxy to the port that a server will write into the registry. */
    void toRegistered(String cluster, String server) throws SQLException {
        var proxy = TcpProxy.to(() -> realPort(cluster, server));
        proxies.put(new Place(cluster, server), proxy);
        tables.changeBehindTheirBacks("insert into it_mesh (cluster_name, server, proxy_port) values ('" + cluster
                + "', '" + server + "', " + proxy.port() + ")");
    }

    /** A proxy to this port; returns its own. */
    int to(String application, String server, int port) {
        var proxy = TcpProxy.to(port);
        proxies.put(new Place(application, server), proxy);
        return proxy.port();
    }

    /** The port on which a server listens for the others of a cluster. */
    int realPort(String cluster, String server) {
        try {
            return Integer.parseInt(tables.strings("select real_port from it_mesh where cluster_name = '" + cluster
                            + "' and server = '" + server + "'")
                    .get(0));
        } catch (SQLException e) {
            throw new IllegalStateException("The registry cannot be read", e);
        }
    }

    /** Breaks all links and lets no new one come up. */
    void cut() {
        proxies.values().forEach(TcpProxy::cut);
    }

    /** Nothing of what this server sends arrives; it still hears. */
    void muteSendingOf(PayaraServer server) {
        proxies.forEach((place, proxy) ->
                proxy.hold(place.server.equals(server.name()) ? TcpProxy.Way.FROM_TARGET : TcpProxy.Way.TO_TARGET));
    }

    /** Nothing arrives anywhere; what is sent in the meantime comes later. */
    void silence() {
        proxies.values().forEach(proxy -> proxy.hold(TcpProxy.Way.values()));
    }

    /** All is well again. */
    void heal() {
        proxies.values().forEach(TcpProxy::heal);
    }

    /** What the system does when the process of a server is gone: connections to it are broken, and refused. */
    void unplug(PayaraServer server) {
        proxies.forEach((place, proxy) -> {
            if (place.server.equals(server.name())) {
                proxy.unplug();
            }
        });
    }

    /** The opposite of {@link #unplug}. */
    void plugIn(PayaraServer server) {
        proxies.forEach((place, proxy) -> {
            if (place.server.equals(server.name())) {
                proxy.plugIn();
            }
        });
    }

    @Override
    public void close() {
        proxies.values().forEach(TcpProxy::close);
    }

    private record Place(String application, String server) {}
}
