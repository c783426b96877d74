package dev.muster.samples.rooms;

import dev.muster.MusterException;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import dev.muster.server.ServerFenced;
import dev.muster.server.ServerIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The rooms that live on this server and have somebody in them. Thread-safe. */
@ApplicationScoped
public class LiveRooms {

    private final Map<String, LiveRoom> live = new ConcurrentHashMap<>();

    @Inject
    private RoomAllocator rooms;

    @Inject
    private ServerIdentity identity;

    @Inject
    private Chronicle chronicle;

    /** Somebody's page comes into a room, which has to live here. */
    void enter(Session socket, String user, String room) {
        var grant = rooms.find(room).filter(RoomGrant::isCurrent);
        if (grant.isEmpty()) {
            Seat.close(socket, Farewell.MOVED);
            return;
        }
        try {
            chronicle.register(room);
            var seat = new Seat(socket, grant.get().join(user));
            ofGrant(grant.get()).enter(seat, () -> Events.welcome(grant.get(), topic(room), chronicle.history(room)));
        } catch (MusterException e) {
            Seat.close(socket, Farewell.MOVED);
        }
    }

    /** The live room of this grant; people who sat there by an earlier grant are sent to find it again. */
    private LiveRoom ofGrant(RoomGrant grant) {
        var known = live.get(grant.room());
        if (known != null && known.grant().epoch() != grant.epoch() && live.remove(grant.room(), known)) {
            known.dismiss(Farewell.MOVED);
        }
        return live.computeIfAbsent(grant.room(), name -> new LiveRoom(grant));
    }

    /** Somebody says something: written down first, then shown, and neither by a server that may no longer act. */
    void say(Session socket, String user, String room, String text) {
        var here = Optional.ofNullable(live.get(room));
        if (here.isEmpty()) {
            Seat.close(socket, Farewell.MOVED);
            return;
        }
        try {
            here.get().happen(() -> Events.said(written(here.get().grant(), user, text)));
        } catch (MusterException | OutdatedException e) {
            dismiss(room, Farewell.MOVED);
        }
    }

    private ChatMessage written(RoomGrant grant, String user, String text) {
        grant.requireCurrent();
        var message = new ChatMessage(
                identity.nextId(),
                grant.room(),
                grant.epoch(),
                user,
                text,
                grant.server().name(),
                System.currentTimeMillis());
        chronicle.append(message);
        return message;
    }

    /** A page is gone. */
    void leave(Session socket, String room) {
        Optional.ofNullable(live.get(room)).flatMap(here -> here.leave(socket)).ifPresent(Seat::leave);
    }

    /** Shows everybody in the room its topic anew. */
    void topicChanged(String room) {
        Optional.ofNullable(live.get(room)).ifPresent(here -> here.happen(() -> Events.topic(topic(room))));
    }

    /** Ends a room that lives here. */
    void close(String room) {
        if (rooms.close(room)) {
            dismiss(room, Farewell.CLOSED);
        }
    }

    void fenced(@Observes ServerFenced event) {
        List.copyOf(live.keySet()).forEach(room -> dismiss(room, Farewell.MOVED));
    }

    private void dismiss(String room, Farewell reason) {
        Optional.ofNullable(live.remove(room)).ifPresent(here -> here.dismiss(reason));
    }

    private String topic(String room) {
        return chronicle.find(room).map(RoomInfo::getTopic).orElse("");
    }
}
