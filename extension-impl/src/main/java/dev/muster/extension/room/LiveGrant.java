package dev.muster.extension.room;

import dev.muster.server.Server;

/**
 * A grant as it was found or made. Immutable.
 *
 * @param room the name of the room
 * @param server the server on which it lives, as it was then
 * @param epoch the epoch of the grant
 * @param handedOver whether the room's last server left state for it, which may have been taken
 */
public record LiveGrant(String room, Server server, long epoch, boolean handedOver) {

    /** A grant with which nothing was handed over. */
    public LiveGrant(String room, Server server, long epoch) {
        this(room, server, epoch, false);
    }
}
