package dev.muster.samples.rooms;

import dev.muster.room.RoomAllocator;
import dev.muster.server.Cluster;
import dev.muster.server.Server;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What an administrator looks at: the servers and who is connected to which. */
@Named
@RequestScoped
public class Administration {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Inject
    private Cluster cluster;

    @Inject
    private RoomAllocator rooms;

    /** The servers whose lease is live, ordered by id. */
    public List<Server> getServers() {
        return cluster.servers();
    }

    /** Everybody in every room, ordered by room. */
    public List<Connection> getConnections() {
        return rooms.rooms().stream()
                .flatMap(room -> room.participants().stream()
                        .map(user -> new Connection(user, room.name(), room.epoch(), room.server())))
                .toList();
    }

    /** A time of day in UTC. */
    public String clock(Instant time) {
        return CLOCK.format(time);
    }

    /** How long something has been going on, for people. */
    public String since(Instant start) {
        var time = Duration.between(start, Instant.now());
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : Math.max(0, time.toSeconds()) + " s";
    }

    /**
     * One user in one room.
     *
     * @param user who
     * @param room where
     * @param epoch the epoch of the room's grant
     * @param server the server on which the room lives
     */
    public record Connection(String user, String room, long epoch, Server server) {}
}
