package dev.muster.room;

import dev.muster.MusterException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the one server on which a room lives: an injectable bean of the application.
 *
 * <p>A room is granted to one incarnation of one server; each grant raises the room's epoch. A grant ends when the room
 * is closed or its server's lease ends; then the next {@link #enter} grants it anew, with a higher epoch.
 *
 * <p>Room names are 1 to 200 characters, without spaces at their ends. Thread-safe.
 */
public interface RoomAllocator {

    /**
     * The live grant of the room, made now if there is none.
     *
     * @throws MusterException if the room cannot be granted: this server is fenced, no server takes rooms, or the
     *     database is away
     */
    RoomGrant enter(String room, EnterRequest request);

    /** The live grant of the room, if there is one. Grants nothing. */
    Optional<RoomGrant> find(String room);

    /** All rooms with a live grant, ordered by name, with their participants. */
    List<Room> rooms();

    /**
     * Ends the grant of a room that lives on this server; its participants leave.
     *
     * @return false if the room does not live here
     */
    boolean close(String room);

    /**
     * Takes a token that {@link RoomGrant#redirectUrl} put into a URL. A token counts once, on the server it was made
     * for, for the grant it was made for, and for a short time.
     *
     * @return who may enter what, or empty if the token is forged, spent, expired or meant for another grant
     */
    Optional<Admission> redeem(String token);
}
