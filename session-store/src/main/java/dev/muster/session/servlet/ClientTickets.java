package dev.muster.session.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the client of a request says of its session, and what it is told of it. Guarded by the monitor of the exchange. */
final class ClientTickets {

    private final SessionCookie cookie;
    private final List<Ticket> requested;
    private final boolean inUrl;
    /** The only id besides the requested ones that this client may be told. */
    private @Nullable String givenId;

    private @Nullable String sentCookie;
    /** The server to which the client is led; null if that is this one. */
    private @Nullable String route;

    ClientTickets(SessionCookie cookie, HttpServletRequest request) {
        this.cookie = cookie;
        this.requested = new ArrayList<>(cookie.tickets(request));
        Optional<Ticket> fromUrl = cookie.ticketInUrl(request);
        this.inUrl = requested.isEmpty() && fromUrl.isPresent();
        fromUrl.ifPresent(requested::add);
    }

    List<Ticket> requested() {
        return requested;
    }

    boolean isRequested(String id) {
        for (Ticket ticket : requested) {
            if (ticket.id().equals(id)) {
                return true;
            }
        }
        return false;
    }

    boolean isInUrl() {
        return inUrl;
    }

    boolean isInCookie() {
        return !inUrl && !requested.isEmpty();
    }

    /** The client gets a session of this id by its own request. */
    void give(String id) {
        givenId = id;
    }

    /**
     * If another request of the session has given it a new id, only the client of that request may learn it: ours may be
     * somebody who had planted the old one.
     */
    boolean mayTell(String id) {
        return id.equals(givenId) || isRequested(id);
    }

    /** The next request of this client belongs to another server. */
    void leadTo(String server) {
        route = server;
    }

    /** The response has no cookie of ours, or none any more. */
    void untold() {
        sentCookie = null;
        route = null;
    }

    /** Sets the cookie, if the client needs one and may have it. */
    void tell(ClusterSession session, HttpServletRequest request, HttpServletResponse target) {
        String id = session.getId();
        if (!mayTell(id)) {
            return;
        }
        String value = cookie.value(id, session.version(), route);
        boolean held = value.equals(sentCookie) || isHeld(id, value, request);
        if (!held || cookie.isOverwritten(id, request, target)) {
            sentCookie = value;
            cookie.send(value, request, target);
        }
    }

    /** A cookie with the route of another server is not good enough: the balancer would go on missing. */
    private boolean isHeld(String id, String value, HttpServletRequest request) {
        return inUrl ? isRequested(id) : sentCookie == null && cookie.isHeld(value, request);
    }
}
