package dev.muster.server;

/** What a server is willing to do. */
public enum ServerState {
    /** Serves requests and takes new rooms. */
    ACTIVE,
    /** Serves what it has, takes no new rooms. */
    DRAINING,
    /** Switched off by an administrator: serves requests, holds no rooms. */
    DISABLED,
    /** Has left the cluster in good order. */
    LEFT,
    /** Its lease ended, and another server has noticed: it cannot come back without a new incarnation. */
    LOST;

    /** Whether a server in this state may have a lease. */
    public boolean isMember() {
        return this != LEFT && this != LOST;
    }
}
