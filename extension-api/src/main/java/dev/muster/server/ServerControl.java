package dev.muster.server;

import dev.muster.MusterException;
import java.time.Duration;

/**
 * What an administrator can tell the servers of a cluster: an injectable bean of the application. Works for any server
 * from any server, through the database; a server hears of it within {@code muster.lease.renewal}. All methods throw
 * {@link MusterException} if the server is not in the cluster or the database is away. Thread-safe.
 */
public interface ServerControl {

    /**
     * The server takes no new rooms and gives away those it has: state {@link ServerState#DRAINING}. When its load is 0 it
     * can be stopped, and nobody notices.
     *
     * @param deadline for how long the rooms' observers may object; then all rooms move
     */
    void drain(int serverId, Duration deadline);

    /** The server holds no rooms until {@link #activate}, also after a restart: state {@link ServerState#DISABLED}. */
    void disable(int serverId);

    /** The server takes rooms again: state {@link ServerState#ACTIVE}. */
    void activate(int serverId);

    /**
     * Changes what the registry says of the server. The change outlives restarts of the server and comes before what it
     * finds out itself and before its settings.
     */
    void edit(int serverId, ServerEdit edit);
}
