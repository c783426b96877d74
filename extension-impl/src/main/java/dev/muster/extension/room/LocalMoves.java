package dev.muster.extension.room;

import dev.muster.room.Explanation;
import dev.muster.room.Room;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomMoves;
import java.util.List;
import java.util.Optional;

/** Rooms of a server that is alone do not move. Thread-safe. */
public final class LocalMoves implements RoomMoves {

    private final RoomAllocator rooms;

    /** Explains these rooms. */
    public LocalMoves(RoomAllocator rooms) {
        this.rooms = rooms;
    }

    @Override
    public Explanation explain(String name) {
        return rooms.rooms().stream()
                .filter(room -> room.name().equals(name))
                .findFirst()
                .map(LocalMoves::here)
                .orElseGet(() -> Explainer.unknown(name));
    }

    @Override
    public List<Move> preview(Change change) {
        return List.of();
    }

    @Override
    public List<Move> rebalance() {
        return List.of();
    }

    private static Explanation here(Room room) {
        String line = "Room '" + room.name() + "' lives here: this application has its rooms on this server alone.";
        return new Explanation(
                room.name(), Optional.of(room.server()), room.epoch(), Optional.of(room.openedAt()), List.of(line));
    }
}
