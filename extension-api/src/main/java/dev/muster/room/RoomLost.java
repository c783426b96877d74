package dev.muster.room;

/**
 * CDI event: a room does not live on this server any more, because this server was fenced; then it is fired for each room
 * after {@link dev.muster.server.ServerFenced}. Or because the room was about to move and the database did not answer, so
 * that nobody knows whether it has. It may be granted to another server soon.
 *
 * @param room the name of the room
 * @param epoch of the grant that is over
 */
public record RoomLost(String room, long epoch) {}
