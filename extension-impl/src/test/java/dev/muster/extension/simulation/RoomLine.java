package dev.muster.extension.simulation;

import java.util.Optional;
import java.util.Set;

/** A row of the model's room table with its participants; incarnation 0 if the room was closed. Immutable. */
record RoomLine(
        String room,
        int serverId,
        long incarnation,
        long epoch,
        int weight,
        Optional<String> affinity,
        long openedAt,
        Set<String> participants) {

    RoomLine with(Set<String> others) {
        return new RoomLine(room, serverId, incarnation, epoch, weight, affinity, openedAt, others);
    }

    RoomLine ended() {
        return new RoomLine(room, serverId, 0, epoch, 0, Optional.empty(), openedAt, Set.of());
    }

    boolean isOf(int id, long holder) {
        return serverId == id && incarnation == holder;
    }
}
