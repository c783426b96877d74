package dev.muster.session.servlet;

import dev.muster.session.SessionStoreUnavailableException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and its session, over all its dispatches: kept in a request attribute, because ERROR and ASYNC dispatches
 * bring the raw request again.
 *
 * <p>Thread-safe by its monitor, for an asynchronous request is worked on by several threads.
 */
public final class Exchange implements SessionAccess {

    private final Sessions sessions;
    private final ClientTickets tickets;
    private final Companions companions = new Companions();
    private final RouteSwitch routeSwitch;
    private final List<Runnable> ends = new ArrayList<>();
    private HttpServletRequest request;
    private @Nullable HttpServletResponse response;
    private @Nullable SessionResponse answer;
    private @Nullable SavingAsyncContext async;
    private @Nullable ClusterSession session;
    private boolean accessed;
    private List<Ticket> candidates;
    private int depth;
    private boolean refused;

    private Exchange(Sessions sessions, HttpServletRequest request) {
        this.sessions = sessions;
        this.routeSwitch = new RouteSwitch(this, sessions);
        this.request = new SessionRequest(request, this);
        this.tickets = new ClientTickets(sessions.cookie(), request);
        this.candidates = tickets.requested();
    }

    static Exchange of(Sessions sessions, HttpServletRequest request) {
        return known(sessions, request).orElseGet(() -> {
            Exchange exchange = new Exchange(sessions, request);
            request.setAttribute(sessions.exchangeAttribute(), exchange);
            return exchange;
        });
    }

    /** Empty as long as nobody has asked for the session of this request. */
    static Optional<Exchange> known(Sessions sessions, HttpServletRequest request) {
        return request.getAttribute(sessions.exchangeAttribute()) instanceof Exchange known
                        && known.sessions == sessions
                ? Optional.of(known)
                : Optional.empty();
    }

    /** For whoever meets a request outside of our filter; null if its application's sessions are not stored. */
    public static @Nullable Exchange of(HttpServletRequest request) {
        Sessions sessions = Sessions.of(request.getServletContext());
        return sessions == null ? null : of(sessions, request);
    }

    /**
     * The exchange of a request about which the container asks a login module, maybe before any filter has run; null while
     * the application's sessions are the container's own.
     */
    public static @Nullable Exchange of(HttpServletRequest request, HttpServletResponse response) {
        Sessions sessions = Sessions.of(request.getServletContext());
        return sessions == null ? null : of(sessions, request).answeredBy(response);
    }

    /** Whether the sessions of an application are stored. */
    public static boolean isStored(ServletContext context) {
        return Sessions.of(context) != null;
    }

    private synchronized Exchange answeredBy(HttpServletResponse rawResponse) {
        if (response == null) {
            response = rawResponse;
        }
        return this;
    }

    /** The request that the calling thread works on; null outside requests of an application with stored sessions. */
    public static @Nullable Exchange current() {
        return SessionAccess.current() instanceof Exchange exchange ? exchange : null;
    }

    Companions companions() {
        return companions;
    }

    RouteSwitch routeSwitch() {
        return routeSwitch;
    }

    /** The request with the stored session. */
    public synchronized HttpServletRequest request() {
        return request;
    }

    /** A response that saves the session before it is committed. */
    public HttpServletResponse saving(HttpServletResponse rawResponse) {
        return new SessionResponse(rawResponse, this);
    }

    @Override
    public synchronized @Nullable HttpSession existingSession() {
        ClusterSession current = find();
        if (current != null && !accessed) {
            accessed = true;
            current.access();
        }
        return current;
    }

    /** The session, for a look that is no access: it does not keep the session alive. */
    private @Nullable ClusterSession find() {
        ClusterSession current = session;
        if (current != null && current.isValid()) {
            return current;
        }
        release();
        for (Ticket ticket : candidates) {
            Optional<ClusterSession> found = sessions.find(ticket);
            if (found.isPresent()) {
                session = found.get();
                return session;
            }
        }
        candidates = List.of();
        return null;
    }

    @Override
    public synchronized HttpSession session() {
        HttpSession existing = existingSession();
        if (existing != null) {
            return existing;
        }
        if (response != null && response.isCommitted()) {
            throw new IllegalStateException("a session cannot begin once the response is committed");
        }
        ClusterSession begun = sessions.begin();
        session = begun;
        accessed = true;
        tickets.give(begun.getId());
        sessions.listeners().created(begun);
        return begun;
    }

    /** Adds what has to be done when the request ends, before its session is saved for the last time. */
    public synchronized void atEnd(Runnable work) {
        ends.add(work);
    }

    /** The time by the store's clock. */
    public Instant now() {
        return sessions.store().now();
    }

    /** The request becomes something else that goes on with its session. */
    void upgrade(Class<?> handler) {
        LastingSession.upgraded(sessions, existingSession(), handler);
    }

    /** A dispatch of this request comes to the filter with raw objects. */
    synchronized SessionResponse attach(SessionRequest newRequest, HttpServletResponse rawResponse) {
        request = newRequest;
        response = rawResponse;
        tickets.untold();
        depth++;
        SessionResponse next = new SessionResponse(rawResponse, this).after(answer);
        answer = next;
        return next;
    }

    /** A dispatch of this request comes to the filter with our objects. */
    synchronized void attach() {
        depth++;
    }

    synchronized boolean isEntered() {
        return depth > 0;
    }

    /** The dispatch ends: everything is saved, and the session is released unless the request goes on by itself. */
    synchronized void detach(boolean asynchronous) {
        depth--;
        if (depth == 0 && !asynchronous) {
            complete();
        } else {
            save();
        }
    }

    synchronized AsyncContext started(SavingAsyncContext context) {
        async = context;
        return context;
    }

    synchronized AsyncContext asyncContext(AsyncContext raw) {
        SavingAsyncContext known = async;
        return known != null && known.isOf(raw)
                ? known
                : new SavingAsyncContext(raw, this, raw.getRequest(), raw.getResponse());
    }

    /** The request is over, as far as it is known: an error page may follow. */
    synchronized void complete() {
        try {
            List<Runnable> work = List.copyOf(ends);
            ends.clear();
            work.forEach(Runnable::run);
            save();
        } finally {
            leave();
        }
    }

    /**
     * Saves what changed and, while that is possible, sets the cookie. What the store cannot take now is refused for good:
     * whatever the application makes of the exception, its client is told.
     */
    public synchronized void save() {
        if (refused) {
            return;
        }
        try {
            companions.save();
            saveSession();
        } catch (SessionStoreUnavailableException e) {
            refused = Refusal.send(response);
            throw e;
        }
    }

    private void saveSession() {
        ClusterSession current = session;
        if (current != null && current.isValid()) {
            notePrincipal(current);
            current.flush();
            sendCookie(current);
        }
    }

    /** Sets the cookie while that is possible; what changed is saved later, unless the cookie tells of it. */
    synchronized void announce() {
        if (sessions.cookie().tellsVersion()) {
            save();
        } else if (session != null) {
            sendCookie(session);
        }
    }

    /** Who is signed in to the container. That nobody is says nothing: pages without protection may not look. */
    private void notePrincipal(ClusterSession current) {
        Principal caller = request.getUserPrincipal();
        if (caller != null && caller.getName() != null) {
            current.setPrincipal(caller.getName());
        }
    }

    private void sendCookie(ClusterSession current) {
        HttpServletResponse target = response;
        if (target != null && current.isValid() && !target.isCommitted()) {
            tickets.tell(current, request, target);
        }
    }

    /** This response leads the client to another server, which takes a session: it begins if there is none. */
    synchronized void switchCookie(String route) {
        if (sessions.cookie().isInUse()) {
            HttpSession unused = session();
            tickets.leadTo(route);
        }
    }

    /** The same for a client that has a session and keeps it in a cookie; false for others. */
    synchronized boolean switchHeldCookie(String route) {
        ClusterSession current = tickets.isInCookie() ? find() : null;
        boolean possible = current != null && tickets.mayTell(current.getId());
        if (possible) {
            tickets.leadTo(route);
        }
        return possible;
    }

    /** The headers are gone. */
    synchronized void headersReset() {
        tickets.untold();
    }

    /** Gives the session another id, which the client is told with the answer. */
    public synchronized String changeSessionId() {
        if (!(existingSession() instanceof ClusterSession current)) {
            throw new IllegalStateException("this request has no session whose id could change");
        }
        String given = current.changeId(sessions.newId());
        tickets.give(given);
        return given;
    }

    /** Who is signed in, for the session's row; nobody if null. */
    public synchronized void principal(@Nullable String name) {
        if (existingSession() instanceof ClusterSession current) {
            current.setPrincipal(name);
        }
    }

    /** What Muster itself keeps in the session under a name; null if that is nothing or there is no session. */
    public synchronized @Nullable Object internal(String name) {
        return existingSession() instanceof ClusterSession current ? current.internal(name) : null;
    }

    /** Keeps something in the session that the application does not see, or removes it if the value is null. */
    public synchronized void internal(String name, @Nullable Object value) {
        HttpSession target = value == null ? existingSession() : session();
        if (target instanceof ClusterSession current) {
            current.internal(name, value);
        }
    }

    synchronized String encode(String url) {
        ClusterSession current = tickets.isInCookie() ? null : find();
        return current == null || !tickets.mayTell(current.getId())
                ? url
                : sessions.cookie().encode(url, current.getId(), current.version(), routeSwitch.target(url), request);
    }

    /** The id that the client sent; of several the one that leads to a session. */
    synchronized @Nullable String requestedId() {
        List<Ticket> requested = tickets.requested();
        ClusterSession current = requested.size() > 1 ? find() : null;
        if (current != null && tickets.isRequested(current.getId())) {
            return current.getId();
        }
        return requested.isEmpty() ? null : requested.get(0).id();
    }

    synchronized boolean isRequestedIdInUrl() {
        return tickets.isInUrl();
    }

    synchronized boolean isRequestedIdValid() {
        ClusterSession current = find();
        return current != null && tickets.isRequested(current.getId());
    }

    /** Saves; false if the client has been told that this cannot be now. */
    synchronized boolean saveOrRefuse() {
        try {
            save();
        } catch (SessionStoreUnavailableException e) {
            if (!refused) {
                throw e;
            }
        }
        return !refused;
    }

    /** Whether the client has been told, or is told now, that this failure is one of the store and will pass. */
    public synchronized boolean isRefusedFor(Throwable failure) {
        if (!refused && Refusal.isDueTo(failure)) {
            refused = Refusal.send(response);
        }
        return refused;
    }

    private void leave() {
        companions.leave();
        ClusterSession current = session;
        if (current != null && current.isValid()) {
            candidates = List.of(new Ticket(current.getId(), current.version()));
        }
        release();
    }

    private void release() {
        if (session != null) {
            session.leave();
            session = null;
            accessed = false;
        }
    }
}
