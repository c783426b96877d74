package dev.muster.samples.rooms;

import dev.muster.room.Participation;
import jakarta.json.JsonObject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** One open page of one participant. Thread-safe. */
final class Seat {

    private static final System.Logger LOG = System.getLogger(Seat.class.getName());

    private final Session socket;
    private final Participation participation;

    Seat(Session socket, Participation participation) {
        this.socket = socket;
        this.participation = participation;
    }

    String user() {
        return participation.participant();
    }

    boolean isAt(Session other) {
        return socket.getId().equals(other.getId());
    }

    /** Sends without waiting: a slow reader holds up nobody else. */
    void tell(JsonObject event) {
        if (socket.isOpen()) {
            send(socket, event);
        }
    }

    static void send(Session socket, JsonObject event) {
        socket.getAsyncRemote().sendText(event.toString(), result -> {
            if (!result.isOK()) {
                LOG.log(Level.DEBUG, "A page did not get what happened", result.getException());
            }
        });
    }

    /** Gives the seat up; the socket is somebody else's to close. */
    void leave() {
        participation.close();
    }

    void dismiss(Farewell reason) {
        leave();
        close(socket, reason);
    }

    static void close(Session socket, Farewell reason) {
        try {
            socket.close(new CloseReason(reason, reason.text()));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A socket was gone before it could be closed", e);
        }
    }
}
