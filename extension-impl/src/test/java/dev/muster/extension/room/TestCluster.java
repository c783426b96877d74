package dev.muster.extension.room;

import dev.muster.extension.registry.Member;
import dev.muster.extension.registry.MembershipListener;
import dev.muster.extension.registry.OrderTable;
import dev.muster.extension.registry.Orders;
import dev.muster.extension.registry.Registry;
import dev.muster.room.PlacementPolicy;
import dev.muster.server.Server;
import dev.muster.sql.Database;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.SecretKeySpec;

/** Servers on one database whose leases a test commands; stands in for the registry. */
public final class TestCluster implements Registry {

    public static final String NAME = "lectures";

    /** No two tests use one twice, so that what one of them left in a shared cache is of a dead server for the next. */
    private static final AtomicLong INCARNATIONS = new AtomicLong();

    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

    private final Database database;
    private final Duration tokenLife;
    private final PlacementPolicy policy;
    private final RoomListener listener;
    private volatile List<Server> known = List.of();
    private volatile long asOf;
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final Map<Integer, TestServer> servers = new ConcurrentHashMap<>();

    public TestCluster(Database database, Duration tokenLife, PlacementPolicy policy) {
        this(database, tokenLife, policy, RoomListener.NONE);
    }

    public TestCluster(Database database, Duration tokenLife, PlacementPolicy policy, RoomListener listener) {
        this.listener = listener;
        this.database = database;
        this.tokenLife = tokenLife;
        this.policy = policy;
    }

    /** A running server; started, or started again after a crash, if it is down. */
    public synchronized ClusterRooms server(int id) {
        TestServer server = servers.computeIfAbsent(id, this::start);
        if (!server.up) {
            long incarnation = INCARNATIONS.incrementAndGet();
            write(
                    "update muster_server set incarnation = ?, state = 'ACTIVE', lease_until = ? where id = ?",
                    incarnation,
                    Long.MAX_VALUE,
                    id);
            beginLoad(id, incarnation);
            server.identity.regain(incarnation);
            server.up = true;
            refresh();
        }
        return server.rooms;
    }

    public FakeIdentity identity(int id) {
        return servers.get(id).identity;
    }

    public void crash(int id) {
        servers.get(id).identity.fence();
        servers.get(id).up = false;
        write("update muster_server set lease_until = 1 where id = ?", id);
        refresh();
    }

    public void fence(int id) {
        servers.get(id).identity.fence();
    }

    public void drain(int id) {
        write("update muster_server set state = 'DRAINING' where id = ?", id);
        write("update muster_load set takes_rooms = 0 where server_id = ?", id);
        refresh();
    }

    public void advance(Duration time) {
        now.addAndGet(time.toMillis());
    }

    public long load(int id) {
        return database.run(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select l.reserved_load from muster_load l join muster_server s"
                            + " on s.id = l.server_id and s.incarnation = l.incarnation where s.id = ?")) {
                statement.setInt(1, id);
                var rows = statement.executeQuery();
                return rows.next() ? rows.getLong(1) : 0;
            }
        });
    }

    /** The server that holds this slot in this incarnation, if its lease is live. */
    @Override
    public Optional<Server> live(int id, long incarnation) {
        return servers().stream()
                .filter(server -> server.id() == id && server.incarnation() == incarnation)
                .findFirst();
    }

    @Override
    public List<Member> members() {
        return servers().stream()
                .map(server -> new Member(server, "127.0.0.1", 0, ""))
                .toList();
    }

    /** Orders to these servers. */
    public OrderTable orderTable() {
        return new OrderTable(database, NAME, this);
    }

    /** How much load a server shall give away. */
    public Orders orders(int id) {
        return database.run(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select drain_until, shed_load from muster_server where id = ?")) {
                statement.setInt(1, id);
                var rows = statement.executeQuery();
                rows.next();
                return new Orders(rows.getLong(1), rows.getLong(2));
            }
        });
    }

    @Override
    public synchronized void refresh() {
        known = read();
        asOf++;
    }

    @Override
    public long asOf() {
        return asOf;
    }

    @Override
    public boolean isGone(int serverId, long incarnation) {
        return false;
    }

    @Override
    public boolean bury(int serverId, long incarnation) {
        write(
                "update muster_server set state = 'LOST' where id = ? and incarnation = ? and lease_until = 1",
                serverId,
                incarnation);
        return true;
    }

    @Override
    public void listen(MembershipListener listener) {}

    /** The servers with a live lease when they were read last, ordered by id. */
    @Override
    public List<Server> servers() {
        return known;
    }

    private List<Server> read() {
        String sql = "select " + ServerTable.COLUMNS + " from muster_server s" + ServerTable.LOAD + " where "
                + ServerTable.isLive(database.dialect());
        return database.run(connection -> {
            Map<Integer, Server> live = new TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    Server server = ServerTable.server(rows);
                    live.put(server.id(), server);
                }
            }
            return List.copyOf(live.values());
        });
    }

    private TestServer start(int id) {
        long incarnation = INCARNATIONS.incrementAndGet();
        write(
                "insert into muster_server (cluster_name, id, incarnation, name, state, protocol, address, port, path,"
                        + " weight, lease_until, started_at, id_high_water, software_version, mesh_address,"
                        + " mesh_port, fingerprint) values ('" + NAME
                        + "', ?, ?, ?, 'ACTIVE', 'http', '10.1.1.1', 8080,"
                        + " '/app', 100, ?, 0, 0, '1', '127.0.0.1', 0, '')",
                id,
                incarnation,
                "node" + id,
                Long.MAX_VALUE);
        beginLoad(id, incarnation);
        refresh();
        FakeIdentity identity = new FakeIdentity(id, incarnation);
        return new TestServer(
                identity,
                new ClusterRooms(
                        new JdbcRooms(database, NAME),
                        NAME,
                        identity,
                        this,
                        policy,
                        KEY,
                        Redirects.direct(tokenLife),
                        now::get,
                        listener));
    }

    private void beginLoad(int id, long incarnation) {
        write("insert into muster_load values ('" + NAME + "', ?, ?, 0, 1)", id, incarnation);
    }

    private void write(String sql, Object... arguments) {
        database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < arguments.length; i++) {
                    statement.setObject(i + 1, arguments[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    private static final class TestServer {

        private final FakeIdentity identity;
        private final ClusterRooms rooms;
        private boolean up = true;

        TestServer(FakeIdentity identity, ClusterRooms rooms) {
            this.identity = identity;
            this.rooms = rooms;
        }
    }
}
