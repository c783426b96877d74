package dev.muster.extension.simulation;

import dev.muster.extension.room.RoomListener;
import dev.muster.room.RoomGrant;
import dev.muster.room.RoomLost;
import dev.muster.room.RoomMoved;
import dev.muster.room.RoomMoving;
import dev.muster.room.RoomOpened;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What one process was told of its rooms, and what it leaves for those that move. */
final class RoomWitness implements RoomListener {

    private final History history;
    private final String name;

    /** The epochs of rooms that are here, as far as the process was told. */
    private final Map<String, Long> here = new TreeMap<>();

    RoomWitness(History history, String name) {
        this.history = history;
        this.name = name;
    }

    /** State by which it can be seen whose it was. */
    static String stateOf(String room, long epoch) {
        return room + ":" + epoch;
    }

    @Override
    public void opened(RoomOpened event) {
        RoomGrant grant = event.grant();
        history.note("opened", grant.room(), name, grant.epoch(), event.state().isPresent());
        Long before = here.put(grant.room(), grant.epoch());
        history.require(
                before == null, "opened again, and not told to be gone", grant.room(), name, before, grant.epoch());
        event.state().ifPresent(state -> history.arrived(grant, new String(state, StandardCharsets.UTF_8)));
    }

    @Override
    public void moving(RoomMoving event) {
        String state = stateOf(event.room().name(), event.room().epoch());
        event.handOver(state.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void moved(RoomMoved event) {
        history.note("moved", event.room().name(), name, event.room().epoch(), event.epoch());
        here.remove(event.room().name(), event.room().epoch());
    }

    @Override
    public void lost(RoomLost event) {
        history.note("lost", event.room(), name, event.epoch());
        history.require(
                here.remove(event.room(), event.epoch()),
                "told to be lost, and not to be here",
                event.room(),
                name,
                event.epoch());
    }

    /** The application closes the room, so nobody has to tell it. */
    void closing(String room) {
        here.remove(room);
    }

    /** The rooms that are here, as far as the process was told, with their epochs. */
    Map<String, Long> here() {
        return here;
    }
}
