package dev.muster.extension.registry;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.extension.ExtensionMessage;
import dev.muster.extension.security.ClusterSecret;
import dev.muster.sql.Database;
import dev.muster.sql.Schema;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The row of {@code muster_cluster}: made by the first server, and what every other one must agree with. */
final class ClusterTable {

    private static final String SELECT =
            "select schema_version, operating_mode, secret from muster_cluster where name = ?";
    private static final String INSERT = "insert into muster_cluster"
            + " (name, schema_version, operating_mode, secret, last_incarnation) values (?, ?, ?, ?, 0)";
    private static final String RAISE =
            "update muster_cluster set last_incarnation = last_incarnation + 1 where name = ?";
    private static final String INCARNATION = "select last_incarnation from muster_cluster where name = ?";

    private final Database database;
    private final String cluster;

    ClusterTable(Database database, String cluster) {
        this.database = database;
        this.cluster = cluster;
    }

    /**
     * Joins the cluster's agreement, or makes it.
     *
     * @return the secret of the cluster
     * @throws MusterException if this server differs
     */
    ClusterSecret agree(Settings settings) {
        Optional<ClusterSecret> configured =
                settings.text(Setting.SECRET).map(secret -> ClusterSecret.configured(secret, cluster));
        String mode = settings.required(Setting.MODE);
        Row row = read().orElseGet(() -> make(mode, configured));
        refuseOther(
                "schema version", row.schemaVersion, Schema.VERSION, "Let all servers run the same version of Muster.");
        refuseOther("mode", row.mode, mode, "Set muster.mode to the same value on all servers.");
        return agree(row.secret, configured);
    }

    /** A number that no server of this cluster ever had; holds back all other claims until the transaction ends. */
    long nextIncarnation(Connection connection) throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(RAISE);
                PreparedStatement select = connection.prepareStatement(INCARNATION)) {
            raise.setString(1, cluster);
            raise.executeUpdate();
            select.setString(1, cluster);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private ClusterSecret agree(String stored, Optional<ClusterSecret> configured) {
        if (configured.isEmpty() && ClusterSecret.isRandom(stored)) {
            return ClusterSecret.ofRow(stored);
        }
        String theirs = ClusterSecret.isRandom(stored)
                ? "made by its first server, fingerprint " + ClusterSecret.fingerprint(stored)
                : "fingerprint " + ClusterSecret.fingerprint(stored);
        ClusterSecret ours = configured.orElseThrow(
                () -> differs("secret", theirs, "none", "Set muster.secret to the same value on all servers."));
        if (!ours.stored().equals(stored)) {
            String advice = ClusterSecret.isRandom(stored)
                    ? "Remove muster.secret here, or stop all servers, delete the row from muster_cluster and set"
                            + " muster.secret on all."
                    : "Set muster.secret to the same value on all servers.";
            throw differs("secret", theirs, "fingerprint " + ours.fingerprint(), advice);
        }
        return ours;
    }

    private void refuseOther(String what, Object theirs, Object ours, String advice) {
        if (!theirs.equals(ours)) {
            throw differs(what, theirs, ours, advice);
        }
    }

    private MusterException differs(String what, Object theirs, Object ours, String advice) {
        return new MusterException(ExtensionMessage.CLUSTER_DIFFERS, cluster, what, theirs, ours, advice);
    }

    private Row make(String mode, Optional<ClusterSecret> configured) {
        ClusterSecret secret = configured.orElseGet(() -> ClusterSecret.random(new SecureRandom()));
        database.run(connection -> insert(connection, mode, secret.stored()));
        // Another server may have been faster: what is there now counts.
        return read().orElseThrow(() -> new IllegalStateException("muster_cluster lost its row of '" + cluster + "'"));
    }

    private boolean insert(Connection connection, String mode, String secret) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, cluster);
            insert.setInt(2, Schema.VERSION);
            insert.setString(3, mode);
            insert.setString(4, secret);
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            if (database.dialect().isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    private Optional<Row> read() {
        return database.run(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                select.setString(1, cluster);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new Row(rows.getInt(1), rows.getString(2), rows.getString(3)))
                            : Optional.empty();
                }
            }
        });
    }

    private record Row(int schemaVersion, String mode, String secret) {}
}
