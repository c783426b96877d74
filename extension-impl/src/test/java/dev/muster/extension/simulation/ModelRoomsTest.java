package dev.muster.extension.simulation;

import dev.muster.extension.room.OldRoomStore;
import dev.muster.extension.room.RoomStore;
import dev.muster.extension.room.RoomStoreContract;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The simulator's rooms do what the tables do. */
class ModelRoomsTest extends RoomStoreContract {

    private static final long FAR = 9_000_000_000_000L;

    private final ModelLink model = new ModelLink();
    private final ModelRooms store = new ModelRooms(model.link(), Commits.UNHEARD);

    @Override
    protected RoomStore store() {
        return store;
    }

    @Override
    protected OldRoomStore old(Duration age) {
        return new ModelOldRooms(model.link(), age);
    }

    @Override
    protected long now() {
        return model.now();
    }

    @Override
    protected Server start(int id) {
        long incarnation = model.tables().nextIncarnation();
        Server server = new Server(
                id,
                incarnation,
                "node" + id,
                ServerState.ACTIVE,
                "http",
                "10.1.1.1",
                8080,
                "/app",
                100,
                0,
                Set.of(),
                0,
                Instant.ofEpochMilli(FAR),
                Instant.ofEpochMilli(0));
        model.tables().put(new ServerLine(server, "127.0.0.1", 0, "", 0));
        model.tables().beginLoad(incarnation);
        return server;
    }

    @Override
    protected void expire(int id) {
        model.change(id, line -> line.until(1));
    }

    @Override
    protected void set(int id, ServerState state) {
        model.change(id, line -> line.in(state));
        model.tables().takeRooms(model.tables().server(id).orElseThrow().incarnation(), state == ServerState.ACTIVE);
    }

    @Override
    protected long load(Server server) {
        return model.tables().load(server.incarnation()).orElseThrow();
    }
}
