package dev.muster.room;

import dev.muster.server.Server;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A room with a live grant, as one look at the database saw it. Immutable.
 *
 * @param name the name of the room
 * @param server the server on which it lives
 * @param epoch the epoch of its grant
 * @param weight the load that it reserves on its server
 * @param affinity what it belongs together with
 * @param tags what its server has to have
 * @param openedAt when it was granted, by the database's clock
 * @param participants who is in it, ordered by name
 */
public record Room(
        String name,
        Server server,
        long epoch,
        int weight,
        Optional<String> affinity,
        Set<String> tags,
        Instant openedAt,
        List<String> participants) {

    /** Copies the tags and the participants. */
    public Room {
        tags = Set.copyOf(tags);
        participants = List.copyOf(participants);
    }

    /** The same room with these participants. */
    public Room withParticipants(List<String> others) {
        return new Room(name, server, epoch, weight, affinity, tags, openedAt, others);
    }
}
