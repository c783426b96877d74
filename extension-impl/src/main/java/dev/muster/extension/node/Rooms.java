package dev.muster.extension.node;

import dev.muster.config.Setting;
import dev.muster.extension.room.DatabaseRooms;
import dev.muster.extension.room.LeastLoadedPlacement;
import dev.muster.extension.room.LocalRooms;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.RoomAllocator;
import java.time.Duration;
import java.util.Optional;

/** The rooms of one server of a cluster, as {@code muster.rooms} says. Whoever opened them closes them. */
record Rooms(RoomAllocator allocator) implements AutoCloseable {

    static Rooms open(NodeContext context, Optional<PlacementPolicy> policy) {
        Duration token = context.settings().duration(Setting.ROOMS_TOKEN);
        if (context.settings().required(Setting.ROOMS).equals("local")) {
            return new Rooms(new LocalRooms(
                    context.identity(),
                    context.cluster()::self,
                    token,
                    context.database().clock()::millis));
        }
        return new Rooms(new DatabaseRooms(
                context.database(),
                context.clusterName(),
                context.identity(),
                policy.orElseGet(LeastLoadedPlacement::new),
                context.secret().key("redirect"),
                token,
                context.database().clock()::millis));
    }

    @Override
    public void close() {}
}
