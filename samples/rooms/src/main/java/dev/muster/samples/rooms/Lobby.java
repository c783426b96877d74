package dev.muster.samples.rooms;

import dev.muster.room.Room;
import dev.muster.room.RoomAllocator;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list of rooms, wherever they live. */
@Named
@RequestScoped
public class Lobby {

    @Inject
    private RoomAllocator allocator;

    @Inject
    private Chronicle chronicle;

    private String newRoom = "";

    /** Goes to the room with the name typed, which opens it if need be. */
    public String create() {
        return Pages.room(newRoom);
    }

    /** All rooms that are open or once were, ordered by name. */
    public List<RoomCard> getRooms() {
        Map<String, RoomInfo> infos =
                chronicle.all().stream().collect(Collectors.toMap(RoomInfo::getName, Function.identity()));
        Map<String, Room> open = new TreeMap<>();
        allocator.rooms().forEach(room -> open.put(room.name(), room));
        var names = new TreeSet<>(infos.keySet());
        names.addAll(open.keySet());
        return names.stream()
                .map(name -> new RoomCard(name, infos.get(name), open.get(name)))
                .toList();
    }

    public String getNewRoom() {
        return newRoom;
    }

    public void setNewRoom(String name) {
        newRoom = Text.of(name, Text.LONGEST_ROOM);
    }
}
