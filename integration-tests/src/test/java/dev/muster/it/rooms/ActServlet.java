package dev.muster.it.rooms;

import dev.muster.MusterException;
import dev.muster.room.EnterRequest;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import dev.muster.server.ServerControl;
import dev.muster.server.ServerIdentity;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Acts for a room wherever it believes that it may, and writes each act down. Tests add it to the rooms sample.
 *
 * <p>It acts by the grant it was given last too, before it asks anew: as an application does that keeps its grants.
 */
@WebServlet("/act")
public class ActServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient RoomAllocator rooms;

    @Inject
    private transient ServerIdentity me;

    @Inject
    private transient ServerControl control;

    private final transient Map<String, RoomGrant> kept = new ConcurrentHashMap<>();
    private final transient ActWriter writer = new ActWriter();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var room = request.getParameter("room");
        response.setContentType("text/plain");
        try {
            var old = kept.get(room);
            if (old != null && old.isCurrent()) {
                act(old);
            }
            var grant = rooms.enter(room, EnterRequest.by("visitor"));
            if (grant.isHere()) {
                kept.put(room, grant);
                act(grant);
            }
            response.getWriter().print(new Home(grant.server().name(), grant.epoch()));
        } catch (MusterException e) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.getWriter().print(e.getMessage());
        }
    }

    /** This server is to give its rooms away. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        control.drain(me.serverId(), Duration.ZERO);
    }

    private void act(RoomGrant grant) {
        long before = System.nanoTime();
        grant.requireCurrent();
        long after = System.nanoTime();
        writer.write(new Act(
                grant.room(), grant.epoch(), grant.server().id(), grant.server().incarnation(), before, after));
    }
}
