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
    LEFT
}
