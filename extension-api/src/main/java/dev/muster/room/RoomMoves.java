package dev.muster.room;

import dev.muster.MusterException;
import java.util.List;

/**
 * Says why rooms are where they are, what would move them, and moves them: an injectable bean of the application.
 *
 * <p>A room moves in these steps: {@link RoomMoving} on its server, whose observers may object and may hand over state;
 * one transaction that grants it to the other server with the next epoch; {@link RoomMoved} on its old server. On the new
 * one {@link RoomOpened} comes when somebody enters there. Nobody waits for a lease, and nobody is refused meanwhile.
 * Thread-safe.
 */
public interface RoomMoves {

    /**
     * Why the room is where it is.
     *
     * @throws MusterException if the database is away
     */
    Explanation explain(String room);

    /**
     * What would move; moves nothing. An estimate: loads and rooms change meanwhile.
     *
     * @throws MusterException if the server of the change is not there, or the database is away
     */
    List<Move> preview(Change change);

    /**
     * Asks the servers that have more than their share of the load to give rooms away. They do so within seconds, at most
     * {@code muster.rooms.move-rate} rooms a second each; a room whose observers object stays.
     *
     * @return what will probably move
     * @throws MusterException if the database is away
     */
    List<Move> rebalance();

    /**
     * A room that moves.
     *
     * @param room the name of the room
     * @param from name of its server
     * @param to name of the server that gets it
     */
    record Move(String room, String from, String to) {}

    /** What {@link #preview} is about. */
    sealed interface Change {

        /** The server gives all its rooms away. */
        record Drain(int serverId) implements Change {}

        /** The server is lost. */
        record Death(int serverId) implements Change {}

        /**
         * Another server joins and {@link #rebalance} is called. By itself a server that joins moves nothing.
         *
         * @param weight its strength, as in {@code muster.server.weight}
         */
        record Join(int weight) implements Change {}
    }
}
