package dev.muster.room;

import dev.muster.server.Server;
import java.time.Instant;
import java.util.List;

/**
 * A room with a live grant, as one look at the database saw it. Immutable.
 *
 * @param name the name of the room
 * @param server the server on which it lives
 * @param epoch the epoch of its grant
 * @param weight the load that it reserves on its server
 * @param openedAt when it was granted, by the database's clock
 * @param participants who is in it, ordered by name
 */
public record Room(String name, Server server, long epoch, int weight, Instant openedAt, List<String> participants) {

    /** Copies the participants. */
    public Room {
        participants = List.copyOf(participants);
    }
}
