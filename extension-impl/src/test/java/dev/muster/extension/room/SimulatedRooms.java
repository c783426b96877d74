package dev.muster.extension.room;

import dev.muster.extension.registry.MembershipListener;
import dev.muster.extension.registry.Registry;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.RoomAllocator;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.crypto.spec.SecretKeySpec;

/** The rooms of one simulated server, put together as {@link RoomParts} does, from the same parts. */
public final class SimulatedRooms {

    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

    private final ClusterRooms rooms;
    private final CachedRooms cached;
    private final RoomMover mover;

    public SimulatedRooms(
            RoomStore store,
            ServerIdentity me,
            Registry registry,
            PlacementPolicy policy,
            LongSupplier clock,
            GrantCache cache,
            RoomListener listener) {
        rooms = new ClusterRooms(
                store,
                "simulated",
                me,
                registry,
                policy,
                KEY,
                Redirects.direct(Duration.ofSeconds(30)),
                clock,
                listener);
        cached = new CachedRooms(rooms, registry, cache);
        mover = new RoomMover(rooms, cached::moved, listener, 100, () -> 0, nanos -> {});
        registry.listen(new MembershipListener() {
            @Override
            public void fenced(Server server, String reason) {
                rooms.lost();
            }
        });
    }

    public RoomAllocator allocator() {
        return cached;
    }

    /** Gives a room to another server, if it is here. */
    public void give(String name) {
        rooms.own().stream().filter(room -> room.name().equals(name)).forEach(room -> mover.move(room, Duration.ZERO));
    }
}
