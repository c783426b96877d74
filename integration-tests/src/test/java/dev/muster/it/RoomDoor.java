package dev.muster.it;

import dev.muster.room.EnterRequest;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The way into a room as an application writes it: by a token, else by asking. Tests add it to a sample. */
@WebServlet("/door")
public class RoomDoor extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient RoomAllocator rooms;

    /** Answers with the server, the session and how the visitor came in. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        var token = request.getParameter(RoomGrant.TOKEN_PARAMETER);
        var session = request.getSession();
        if (token != null && rooms.redeem(token).isPresent()) {
            response.getWriter().print("by token " + session.getId());
            return;
        }
        var room = request.getParameter("room");
        var grant = rooms.enter(room, EnterRequest.by("visitor"));
        if (grant.isHere()) {
            response.getWriter().print("here " + session.getId());
        } else {
            response.sendRedirect(grant.redirectUrl("/door?room=" + room));
        }
    }
}
