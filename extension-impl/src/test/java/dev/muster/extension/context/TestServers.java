package dev.muster.extension.context;

import dev.muster.Message;
import dev.muster.MusterException;
import dev.muster.server.ServerIdentity;
import dev.muster.sql.Database;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicLong;

/** Servers on one database whose leases a test commands; stands in for the registry. */
public final class TestServers {

    public static final String CLUSTER = "shop";

    private final Database database;
    private final AtomicLong incarnations = new AtomicLong();

    public TestServers(Database database) {
        this.database = database;
    }

    /** A server that joins with this slot. */
    public TestServer start(int id) {
        long incarnation = incarnations.incrementAndGet();
        write(
                "insert into muster_server (cluster_name, id, incarnation, name, state, protocol, address, port, path,"
                        + " weight, lease_until, started_at, id_high_water, software_version, mesh_address,"
                        + " mesh_port, fingerprint) values ('" + CLUSTER
                        + "', ?, ?, ?, 'ACTIVE', 'http', '10.1.1.1', 8080,"
                        + " '/shop', 100, ?, 0, 0, '1', '127.0.0.1', 0, '')",
                id,
                incarnation,
                "node" + id,
                Long.MAX_VALUE);
        return new TestServer(id, incarnation);
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

    /** One of them. */
    public final class TestServer implements ServerIdentity {

        private final int id;
        private volatile Standing standing;

        TestServer(int id, long incarnation) {
            this.id = id;
            this.standing = new Standing(incarnation, true);
        }

        /** It stops acting by its own clock; the database still keeps its place. */
        public void fence() {
            standing = new Standing(standing.incarnation, false);
        }

        /** The database does not keep its place any more. */
        public void endLease() {
            write("update muster_server set lease_until = 1 where id = ?", id);
        }

        /** Whether it could not renew its lease even if the database's clock went back. */
        public boolean isEndedForGood() {
            return database.run(connection -> {
                try (PreparedStatement select =
                        connection.prepareStatement("select 1 from muster_server where id = ? and state = 'LOST'")) {
                    select.setInt(1, id);
                    return select.executeQuery().next();
                }
            });
        }

        /** It joins again, as another incarnation. */
        public void regain() {
            long incarnation = incarnations.incrementAndGet();
            write(
                    "update muster_server set state = 'ACTIVE', incarnation = ?, lease_until = ? where id = ?",
                    incarnation,
                    Long.MAX_VALUE,
                    id);
            standing = new Standing(incarnation, true);
        }

        @Override
        public int serverId() {
            return id;
        }

        @Override
        public long incarnation() {
            return standing.incarnation;
        }

        @Override
        public String name() {
            return "node" + id;
        }

        @Override
        public boolean isCurrent() {
            return standing.current;
        }

        @Override
        public void requireCurrent() {
            if (!standing.current) {
                throw new MusterException(Fenced.FENCED);
            }
        }

        @Override
        public long nextId() {
            throw new UnsupportedOperationException("nobody needs ids here");
        }
    }

    private record Standing(long incarnation, boolean current) {}

    private enum Fenced implements Message {
        FENCED;

        @Override
        public String code() {
            return "MUSTER-TEST";
        }

        @Override
        public String pattern() {
            return "fenced by the test";
        }
    }
}
