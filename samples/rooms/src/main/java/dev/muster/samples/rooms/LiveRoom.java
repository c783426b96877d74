package dev.muster.samples.rooms;

import dev.muster.room.RoomGrant;
import jakarta.json.JsonObject;
import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One grant of a room on this server, and who is in it. Thread-safe: one thing happens at a time. */
final class LiveRoom {

    private final RoomGrant grant;
    private final List<Seat> seats = new ArrayList<>();

    LiveRoom(RoomGrant grant) {
        this.grant = grant;
    }

    RoomGrant grant() {
        return grant;
    }

    /** Somebody comes in: is told what there is, and the others see the name. */
    synchronized void enter(Seat seat, Supplier<JsonObject> welcome) {
        seats.add(seat);
        seat.tell(welcome.get());
        tell(Events.participants(names()));
    }

    /** Somebody goes out; whose seat it was is for the caller to give up. */
    synchronized Optional<Seat> leave(Session socket) {
        var left = seats.stream().filter(seat -> seat.isAt(socket)).findFirst();
        left.ifPresent(seat -> {
            seats.remove(seat);
            tell(Events.participants(names()));
        });
        return left;
    }

    /** Does something for the room that everybody sees, in the same order. */
    synchronized void happen(Supplier<JsonObject> event) {
        tell(event.get());
    }

    /** Sends everybody away; outside the lock, because closing a socket calls back. */
    void dismiss(Farewell reason) {
        empty().forEach(seat -> seat.dismiss(reason));
    }

    private synchronized List<Seat> empty() {
        var everybody = List.copyOf(seats);
        seats.clear();
        return everybody;
    }

    private void tell(JsonObject event) {
        seats.forEach(seat -> seat.tell(event));
    }

    private List<String> names() {
        return seats.stream().map(Seat::user).distinct().sorted().toList();
    }
}
