package dev.muster.extension.room;

import dev.muster.room.Admission;
import dev.muster.room.EnterRequest;
import dev.muster.room.Room;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import java.util.List;
import java.util.Optional;

/**
 * What a name in the application's {@code <alternatives>} is injected as. The name was read as the setting
 * {@code muster.rooms} when the server started, so the rooms of the server are the ones that were selected. Thread-safe.
 */
abstract class SelectedRooms implements RoomAllocator {

    private final RoomAllocator rooms;

    SelectedRooms(RoomAllocator rooms) {
        this.rooms = rooms;
    }

    @Override
    public RoomGrant enter(String room, EnterRequest request) {
        return rooms.enter(room, request);
    }

    @Override
    public Optional<RoomGrant> find(String room) {
        return rooms.find(room);
    }

    @Override
    public List<Room> rooms() {
        return rooms.rooms();
    }

    @Override
    public boolean close(String room) {
        return rooms.close(room);
    }

    @Override
    public Optional<Admission> redeem(String token) {
        return rooms.redeem(token);
    }
}
