package dev.muster.room;

import dev.muster.MusterException;
import dev.muster.server.Server;

/**
 * The right of one server incarnation to act for one room. Thread-safe; a grant holds no resources.
 *
 * <p>Side effects that outlive {@link #requireCurrent()} (a write to a file, a row, a remote system) should carry the
 * {@link #epoch()} and be refused where a higher one was seen.
 */
public interface RoomGrant {

    /** The query parameter of {@link #redirectUrl} that carries the token. */
    String TOKEN_PARAMETER = "muster.token";

    /** The query parameter of {@link #redirectUrl} that names the room's server, where users stay at a balancer. */
    String ROUTE_PARAMETER = "muster.route";

    /** The name of the room. */
    String room();

    /** The server on which the room lives. */
    Server server();

    /** Raised with each grant of this room. */
    long epoch();

    /** Whether the room lives on this server. */
    boolean isHere();

    /** Whether the room lives here and this server may still act for it. */
    boolean isCurrent();

    /**
     * Returns normally only while {@link #isCurrent()}.
     *
     * @throws MusterException if the room lives elsewhere, was closed or granted anew, or this server is fenced
     */
    void requireCurrent();

    /**
     * Where the user of the {@link EnterRequest} has to be sent: the room's server, this path of the application there,
     * and a signed single-use token. Where {@code muster.rooms.redirect} is {@code route}, the URL has no host: it leads
     * to the balancer at which the user is, and names the server for it.
     *
     * @param path path inside the application, starting with a slash; may have a query
     * @throws MusterException if the grant was only looked up, so that no user is known
     */
    String redirectUrl(String path);

    /**
     * Changes the load that the room reserves on this server, for example when more people are in it than expected.
     *
     * @param load at least 1
     * @throws MusterException if this grant is not current
     */
    void expect(int load);

    /**
     * Records that somebody is in the room, visible to all servers until the participation is closed, the room is
     * closed, or its server is gone. A name may join several times, as with two browser tabs: it is shown once and leaves
     * with its last participation.
     *
     * @throws MusterException if this grant is not current
     */
    Participation join(String participant);
}
