package dev.muster.room;

import dev.muster.server.Server;

/**
 * CDI event, on the old server: a room has moved. Whoever is connected to it here should be sent to the other server:
 * {@link RoomAllocator#enter} gives the redirect.
 *
 * @param room the room as it was here
 * @param server where it lives now
 * @param epoch of its grant there
 */
public record RoomMoved(Room room, Server server, long epoch) {}
