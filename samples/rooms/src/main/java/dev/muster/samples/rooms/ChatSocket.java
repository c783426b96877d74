package dev.muster.samples.rooms;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.StringReader;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a room's page: one JSON object per message.
 *
 * <p>The page says {@code enter} with a room first, then {@code say} with a text, and {@code ping} in between; what it is
 * told is in {@link Events}.
 */
@ServerEndpoint(value = "/socket", configurator = SocketSetup.class)
public class ChatSocket {

    private static final System.Logger LOG = System.getLogger(ChatSocket.class.getName());
    private static final String ROOM = "room";
    private static final int LONGEST_MESSAGE = 8192;

    @Inject
    private LiveRooms live;

    /** Something came from a page. */
    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void message(Session socket, String text) {
        var user = property(socket, SocketSetup.USER);
        if (user == null) {
            Seat.close(socket, Farewell.STRANGER);
            return;
        }
        var message = parse(text);
        switch (message.getString("type", "")) {
            case "enter" -> enter(socket, user, message.getString("room", ""));
            case "say" -> say(socket, user, Text.of(message.getString("text", ""), ChatMessage.LONGEST_TEXT));
            case "ping" -> Seat.send(socket, Events.pong());
            default -> LOG.log(Level.DEBUG, "A page of {0} sent something unknown", user);
        }
    }

    private void enter(Session socket, String user, String room) {
        if (property(socket, ROOM) == null) {
            socket.getUserProperties().put(ROOM, room);
            live.enter(socket, user, room);
        }
    }

    private void say(Session socket, String user, String text) {
        var room = property(socket, ROOM);
        if (room != null && !text.isEmpty()) {
            live.say(socket, user, room, text);
        }
    }

    /** The page was closed, or the network in between. */
    @OnClose
    public void closed(Session socket) {
        var room = property(socket, ROOM);
        if (room != null) {
            live.leave(socket, room);
        }
    }

    /** Browsers break connections all the time; {@link #closed} follows. */
    @OnError
    public void broken(Session socket, Throwable failure) {
        LOG.log(Level.DEBUG, "The socket of a room broke", failure);
    }

    private static JsonObject parse(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException e) {
            LOG.log(Level.DEBUG, "A page sent no JSON object", e);
            return JsonObject.EMPTY_JSON_OBJECT;
        }
    }

    private static @Nullable String property(Session socket, String name) {
        Map<String, Object> properties = socket.getUserProperties();
        return properties.get(name) instanceof String value ? value : null;
    }
}
