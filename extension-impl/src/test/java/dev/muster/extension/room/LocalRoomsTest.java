package dev.muster.extension.room;

import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomAllocatorContract;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

class LocalRoomsTest extends RoomAllocatorContract {

    static final Server SELF = new Server(
            1,
            1,
            "alone",
            ServerState.ACTIVE,
            "http",
            "localhost",
            8080,
            "/app",
            100,
            0,
            Set.of(),
            0,
            Instant.MAX,
            Instant.EPOCH);

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final LocalRooms rooms = new LocalRooms(
            new FakeIdentity(1, 1), () -> SELF, Redirects.direct(TOKEN_LIFE), now::get, RoomListener.NONE);

    @Override
    protected RoomAllocator allocator() {
        return rooms;
    }

    @Override
    protected void advance(Duration time) {
        now.addAndGet(time.toMillis());
    }
}
