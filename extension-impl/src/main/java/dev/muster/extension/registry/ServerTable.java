package dev.muster.extension.registry;

import dev.muster.extension.registry.Choice.Take;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import dev.muster.sql.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The servers of one cluster in {@code muster_server}. */
final class ServerTable implements ServerStore {

    private static final String SLOT = " where cluster_name = ? and id = ? and incarnation = ?";

    private final Database database;
    private final String cluster;
    private final long leaseMillis;
    private final String now;
    private final ClusterTable clusters;

    ServerTable(Database database, String cluster, Duration lease) {
        this.database = database;
        this.clusters = new ClusterTable(database, cluster);
        this.cluster = cluster;
        this.leaseMillis = lease.toMillis();
        this.now = database.dialect().nowMillis();
    }

    @Override
    public Snapshot read() {
        return database.run(this::read);
    }

    private Snapshot read(Connection connection) throws SQLException {
        String sql = "select s.id, s.incarnation, name, state, protocol, address, port, path, weight, capacity, tags,"
                + " l.reserved_load, lease_until, started_at, mesh_address, mesh_port, fingerprint, id_high_water,"
                + " edited, drain_until, shed_load, " + now + " as db_now from muster_server s left join muster_load l"
                + " on l.cluster_name = s.cluster_name and l.server_id = s.id and l.incarnation = s.incarnation"
                + " where s.cluster_name = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, cluster);
            try (ResultSet rows = select.executeQuery()) {
                List<ServerRow> found = new ArrayList<>();
                long time = 0;
                while (rows.next()) {
                    found.add(row(rows));
                    time = Math.max(time, rows.getLong("db_now"));
                }
                return new Snapshot(time, found);
            }
        }
    }

    @Override
    public Optional<Claimed> claim(Function<Snapshot, Choice> choice, Candidate candidate, long asOf) {
        return database.transact(connection -> {
            long incarnation = clusters.nextIncarnation(connection);
            Snapshot snapshot = read(connection);
            // Nobody else can claim now, so what is chosen now stays true until the commit.
            return choice.apply(snapshot) instanceof Take slot
                            && take(connection, slot, incarnation, candidate)
                            && beginLoad(connection, slot, incarnation)
                    ? Optional.of(claimed(connection, slot, incarnation, asOf))
                    : Optional.empty();
        });
    }

    private Claimed claimed(Connection connection, Take slot, long incarnation, long asOf) throws SQLException {
        long floor = slot.previous().map(ServerRow::idHighWater).orElse(0L);
        Renewal renewal = look(connection, slot.id(), incarnation, floor);
        Server self =
                renewal.snapshot().row(slot.id(), incarnation).orElseThrow().server();
        return new Claimed(self, asOf, floor, renewal);
    }

    /** In a row of its own for each incarnation, which no transaction about an earlier one can hold. */
    private boolean beginLoad(Connection connection, Take slot, long incarnation) throws SQLException {
        String sql = "insert into muster_load (cluster_name, server_id, incarnation, reserved_load, takes_rooms)"
                + " select cluster_name, id, incarnation, 0, case when state = 'ACTIVE' then 1 else 0 end"
                + " from muster_server" + SLOT;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            slot(insert, 1, slot.id(), incarnation);
            return insert.executeUpdate() == 1;
        }
    }

    /** Writes a slot's row for its new holder, if it is still as it was when it was chosen. */
    private boolean take(Connection connection, Take slot, long incarnation, Candidate candidate) throws SQLException {
        if (slot.previous().isEmpty()) {
            return insert(connection, slot, incarnation, candidate);
        }
        ServerRow old = slot.previous().get();
        boolean again = old.name().equals(slot.name());
        Candidate described = again && old.isEdited() ? candidate.asEdited(old.server()) : candidate;
        return update(connection, slot, old, incarnation, described, again && old.isDisabled());
    }

    @Override
    public Optional<Renewal> renew(int id, long incarnation, long idTime) {
        return database.run(connection -> extend(connection, id, incarnation)
                ? Optional.of(look(connection, id, incarnation, idTime))
                : Optional.empty());
    }

    /** Reads all servers, and lets the slot's holder give ids for one lease more. */
    private Renewal look(Connection connection, int id, long incarnation, long idTime) throws SQLException {
        Snapshot snapshot = read(connection);
        long mark = snapshot.row(id, incarnation).map(ServerRow::idHighWater).orElse(0L);
        long wanted = Math.max(snapshot.now(), idTime) + leaseMillis;
        if (wanted <= mark) {
            return new Renewal(snapshot, mark);
        }
        // Not raised if the slot was given away since the look: then the old mark is all that its next holder knows of.
        return new Renewal(snapshot, raiseHighWater(connection, id, incarnation, wanted) ? wanted : mark);
    }

    @Override
    public void publishMesh(int id, long incarnation, String address, int port) {
        database.run(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update muster_server set mesh_address = ?, mesh_port = ?" + SLOT)) {
                update.setString(1, address);
                update.setInt(2, port);
                slot(update, 3, id, incarnation);
                return update.executeUpdate() == 1;
            }
        });
    }

    @Override
    public boolean bury(int id, long incarnation) {
        return database.run(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update muster_server set state = 'LOST'" + SLOT
                    + " and state <> 'LEFT' and lease_until <= " + now)) {
                slot(update, 1, id, incarnation);
                return update.executeUpdate() == 1 || hasEnded(connection, id, incarnation);
            }
        });
    }

    private boolean hasEnded(Connection connection, int id, long incarnation) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select 1 from muster_server" + SLOT + " and state not in ('LEFT', 'LOST')")) {
            slot(select, 1, id, incarnation);
            try (ResultSet rows = select.executeQuery()) {
                return !rows.next();
            }
        }
    }

    @Override
    public void leave(int id, long incarnation) {
        database.run(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update muster_server set state = 'LEFT', lease_until = " + now + "" + SLOT)) {
                slot(update, 1, id, incarnation);
                return update.executeUpdate();
            }
        });
    }

    private boolean extend(Connection connection, int id, long incarnation) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update muster_server set lease_until = " + now
                + " + ?" + SLOT + " and state not in ('LEFT', 'LOST') and lease_until > " + now)) {
            update.setLong(1, leaseMillis);
            slot(update, 2, id, incarnation);
            return update.executeUpdate() == 1;
        }
    }

    private boolean raiseHighWater(Connection connection, int id, long incarnation, long mark) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update muster_server set id_high_water = ?" + SLOT + " and id_high_water < ?")) {
            update.setLong(1, mark);
            slot(update, 2, id, incarnation);
            update.setLong(5, mark);
            return update.executeUpdate() == 1;
        }
    }

    private boolean update(
            Connection connection, Take slot, ServerRow old, long incarnation, Candidate candidate, boolean disabled)
            throws SQLException {
        String sql = "update muster_server set incarnation = ?, name = ?, state = '"
                + (disabled ? "DISABLED" : "ACTIVE")
                + "', edited = " + (old.name().equals(slot.name()) ? "edited" : "0") + ", protocol = ?, address = ?,"
                + " port = ?, path = ?, weight = ?, capacity = ?, tags = ?, drain_until = 0, shed_load = 0,"
                + " software_version = ?, mesh_address = ?, mesh_port = 0, cache_address = null,"
                + " fingerprint = ?, lease_until = " + now + " + ?, started_at = " + now + SLOT
                + " and lease_until = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, incarnation);
            int next = describe(update, 2, slot.name(), candidate);
            update.setLong(next, leaseMillis);
            slot(update, next + 1, slot.id(), old.incarnation());
            update.setLong(next + 4, old.leaseUntil());
            return update.executeUpdate() == 1;
        }
    }

    private boolean insert(Connection connection, Take slot, long incarnation, Candidate candidate)
            throws SQLException {
        String sql = "insert into muster_server (cluster_name, id, incarnation, name, state, protocol, address, port,"
                + " path, weight, capacity, tags, software_version, mesh_address, mesh_port, fingerprint, lease_until,"
                + " started_at, id_high_water)"
                + " values (?, ?, ?, ?, 'ACTIVE', ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, " + now + " + ?, " + now + ", 0)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            slot(insert, 1, slot.id(), incarnation);
            int next = describe(insert, 4, slot.name(), candidate);
            insert.setLong(next, leaseMillis);
            return insert.executeUpdate() == 1;
        }
    }

    private static int describe(PreparedStatement statement, int first, String name, Candidate candidate)
            throws SQLException {
        statement.setString(first, name);
        statement.setString(first + 1, candidate.protocol());
        statement.setString(first + 2, candidate.address());
        statement.setInt(first + 3, candidate.port());
        statement.setString(first + 4, candidate.path());
        statement.setInt(first + 5, candidate.weight());
        statement.setLong(first + 6, candidate.capacity());
        statement.setString(first + 7, Tags.join(candidate.tags()));
        statement.setString(first + 8, candidate.softwareVersion());
        statement.setString(first + 9, candidate.meshAddress());
        statement.setString(first + 10, candidate.fingerprint());
        return first + 11;
    }

    private void slot(PreparedStatement statement, int first, int id, long incarnation) throws SQLException {
        statement.setString(first, cluster);
        statement.setInt(first + 1, id);
        statement.setLong(first + 2, incarnation);
    }

    private static ServerRow row(ResultSet row) throws SQLException {
        Server server = new Server(
                row.getInt("id"),
                row.getLong("incarnation"),
                row.getString("name"),
                ServerState.valueOf(row.getString("state")),
                row.getString("protocol"),
                row.getString("address"),
                row.getInt("port"),
                row.getString("path"),
                row.getInt("weight"),
                row.getLong("capacity"),
                Tags.parse(row.getString("tags")),
                row.getLong("reserved_load"),
                Instant.ofEpochMilli(row.getLong("lease_until")),
                Instant.ofEpochMilli(row.getLong("started_at")));
        Member member = new Member(
                server, row.getString("mesh_address"), row.getInt("mesh_port"), row.getString("fingerprint"));
        Orders orders = new Orders(row.getLong("drain_until"), row.getLong("shed_load"));
        return new ServerRow(member, row.getLong("id_high_water"), row.getInt("edited"), orders);
    }
}
