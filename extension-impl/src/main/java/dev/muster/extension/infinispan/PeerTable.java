package dev.muster.extension.infinispan;

import dev.muster.server.ServerIdentity;
import dev.muster.sql.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Which servers take part in Infinispan: each says so in its row of {@code muster_server} once its own is running. So a
 * server that does without, or has not come so far, is missed by nobody. Thread-safe.
 */
final class PeerTable {

    private final Database database;
    private final String cluster;
    private final ServerIdentity me;
    private final String others;

    PeerTable(Database database, String cluster, ServerIdentity me) {
        this.database = database;
        this.cluster = cluster;
        this.me = me;
        this.others = "select name, incarnation, cache_address from muster_server where cluster_name = ?"
                + " and incarnation <> ? and cache_address is not null and state <> 'LEFT' and lease_until > "
                + database.dialect().nowMillis() + " order by id";
    }

    /** Tells the others that this server takes part. */
    void publish(String address) {
        database.run(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update muster_server set cache_address = ?"
                    + " where cluster_name = ? and id = ? and incarnation = ?")) {
                update.setString(1, address);
                update.setString(2, cluster);
                update.setInt(3, me.serverId());
                update.setLong(4, me.incarnation());
                return update.executeUpdate();
            }
        });
    }

    /** The live servers that take part, without this one. */
    List<Peer> others() {
        return database.run(connection -> {
            try (PreparedStatement select = connection.prepareStatement(others)) {
                select.setString(1, cluster);
                select.setLong(2, me.incarnation());
                try (ResultSet rows = select.executeQuery()) {
                    List<Peer> peers = new ArrayList<>();
                    while (rows.next()) {
                        peers.add(new Peer(rows.getString(1), rows.getLong(2), rows.getString(3)));
                    }
                    return peers;
                }
            }
        });
    }
}
