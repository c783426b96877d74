package dev.muster.extension.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.placement.LeastLoadedPlacement;
import dev.muster.room.Room;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of stores for the tables of one kind of database. */
abstract class JdbcRoomStoreContract extends RoomStoreContract {

    private final Database database;
    private final TestCluster cluster;
    private final JdbcRooms store;
    private final Set<Integer> started = new HashSet<>();

    JdbcRoomStoreContract(TestDatabase kind) {
        database = kind.create();
        cluster = new TestCluster(database, Duration.ofSeconds(30), new LeastLoadedPlacement());
        store = new JdbcRooms(database, TestCluster.NAME);
    }

    @Override
    protected RoomStore store() {
        return store;
    }

    @Override
    protected OldRoomStore old(Duration age) {
        return new OldRoomTable(database, TestCluster.NAME, age);
    }

    @Override
    protected long now() {
        return database.clock().millis();
    }

    /** They are not seen any more, so that only the table tells. */
    @Test
    void participantsOfAnEarlierGrant_go() {
        Server one = start(1);
        store.add(grant("a", one, 1), "ada");
        store.add(grant("b", one, 1), "ada");
        Server two = start(2);
        propose("a", two, OptionalLong.of(EPOCH), EPOCH + 1);
        store.add(new LiveGrant("a", two, EPOCH + 1), "bob");

        assertThat(sweep()).isEqualTo(1);

        assertThat(store.rooms()).flatExtracting(Room::participants).containsExactly("bob", "ada");
    }

    @Override
    protected Server start(int id) {
        if (!started.add(id)) {
            cluster.crash(id);
        }
        cluster.server(id);
        return cluster.servers().stream()
                .filter(server -> server.id() == id)
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected void expire(int id) {
        cluster.crash(id);
    }

    @Override
    protected void set(int id, ServerState state) {
        if (state == ServerState.DRAINING) {
            cluster.drain(id);
            return;
        }
        database.run(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update muster_server set state = ? where id = ?")) {
                update.setString(1, state.name());
                update.setInt(2, id);
                return update.executeUpdate();
            }
        });
    }

    @Override
    protected long load(Server server) {
        return database.run(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select reserved_load from muster_load where server_id = ? and incarnation = ?")) {
                select.setInt(1, server.id());
                select.setLong(2, server.incarnation());
                var rows = select.executeQuery();
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
