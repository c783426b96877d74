package dev.muster.it.rooms;

import dev.muster.MusterException;
import dev.muster.room.EnterRequest;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomMoves;
import dev.muster.room.RoomMoves.Change;
import dev.muster.room.RoomMoves.Move;
import dev.muster.server.Cluster;
import dev.muster.server.Server;
import dev.muster.server.ServerControl;
import dev.muster.server.ServerEdit;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that an administrator's page could offer, in lines of text. Tests add it to an application. */
@WebServlet("/moves/*")
public class MovesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient RoomAllocator rooms;

    @Inject
    private transient RoomMoves moves;

    @Inject
    private transient ServerControl control;

    @Inject
    private transient Cluster cluster;

    @Inject
    private transient Witness witness;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        try {
            response.getWriter().print(answer(request));
        } catch (MusterException e) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.getWriter().print(e.getMessage());
        }
    }

    private String answer(HttpServletRequest request) {
        var name = request.getParameter("name");
        var number = request.getParameter("number");
        return switch (request.getPathInfo()) {
            case "/enter" -> enter(name);
            case "/join" -> join(name);
            case "/rooms" ->
                lines(rooms.rooms().stream()
                        .map(room -> room.name() + " " + room.server().name() + " " + room.epoch() + " "
                                + String.join(",", room.participants())));
            case "/servers" ->
                lines(cluster.servers().stream()
                        .map(server -> server.name() + " " + server.state() + " " + server.load() + " "
                                + server.weight() + " " + server.url()));
            case "/explain" -> String.join("\n", moves.explain(name).lines());
            case "/heard" -> witness.heard();
            case "/preview-drain" -> moves(moves.preview(new Change.Drain(id(name))));
            case "/preview-death" -> moves(moves.preview(new Change.Death(id(name))));
            case "/preview-join" -> moves(moves.preview(new Change.Join(Integer.parseInt(number))));
            case "/rebalance" -> moves(moves.rebalance());
            default -> order(request.getPathInfo(), id(name), number);
        };
    }

    private String order(String order, int id, String number) {
        switch (order) {
            case "/drain" -> control.drain(id, Duration.ofSeconds(Long.parseLong(number)));
            case "/disable" -> control.disable(id);
            case "/activate" -> control.activate(id);
            case "/edit" ->
                control.edit(
                        id,
                        ServerEdit.nothing()
                                .reachedAt("https", "edited.example.org", 443, "/hall")
                                .withWeight(Integer.parseInt(number)));
            default -> throw new IllegalArgumentException(order);
        }
        return "ordered";
    }

    private String enter(String room) {
        var grant = rooms.enter(room, EnterRequest.by("visitor"));
        return new Home(grant.server().name(), grant.epoch()).toString();
    }

    private String join(String room) {
        return rooms.enter(room, EnterRequest.by("ada")).join("ada").participant();
    }

    private int id(String server) {
        return cluster.servers().stream()
                .filter(it -> it.name().equals(server))
                .mapToInt(Server::id)
                .findFirst()
                .orElseThrow();
    }

    private static String moves(List<Move> moves) {
        return lines(moves.stream().map(move -> move.room() + " from " + move.from() + " to " + move.to()));
    }

    private static String lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n"));
    }
}
