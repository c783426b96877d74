package dev.muster.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A visitor of the rooms sample, free to send each request to another server. */
final class RoomsVisitor {

    static final String CONTEXT = "/rooms";

    private final Browser browser = Browser.open();
    private final String name;

    private RoomsVisitor(String name) {
        this.name = name;
    }

    /** Signs in on one server; the session is good on all. */
    static RoomsVisitor signedIn(PayaraServer server, String name) {
        var visitor = new RoomsVisitor(name);
        visitor.post(server, "/api/sign-in", Map.of("name", name));
        return visitor;
    }

    /** Adds what the sample needs to find its database. */
    static Map<String, String> settings(SharedPostgres database) {
        return Map.of(
                "rooms.database",
                database.address(),
                "rooms.user",
                database.user(),
                "rooms.password",
                database.password());
    }

    String name() {
        return name;
    }

    /** What the session knows, and which server looked into it. */
    JsonObject me(PayaraServer server) {
        return object(get(server, "/api/me"));
    }

    /** Opens the page of a room as a link in a mail would: the answer comes from the room's server. */
    Answer openRoom(PayaraServer server, String room) {
        return ok(browser.get(server.uri(CONTEXT + "/room?name=" + encode(room))));
    }

    /** Takes a seat in the room on the server that sent its page. */
    RoomSeat sit(Answer roomPage, String room) {
        var uri = "ws://" + roomPage.uri().getAuthority() + CONTEXT + "/socket";
        return RoomSeat.take(browser, uri, room);
    }

    /** Finds or opens a room, without going there. */
    JsonObject enter(PayaraServer server, String room) {
        return object(post(server, "/api/enter", Map.of("room", room)));
    }

    /** Where a room lives. */
    JsonObject room(PayaraServer server, String room) {
        return object(get(server, "/api/room?name=" + encode(room)));
    }

    /** The names of those who are in a room, as the list of all rooms shows it; nobody if it does not. */
    List<String> participants(PayaraServer server, String room) {
        return array(get(server, "/api/rooms")).getValuesAs(JsonObject.class).stream()
                .filter(it -> it.getString("name").equals(room))
                .flatMap(it -> it.getJsonArray("participants").getValuesAs(JsonString.class).stream())
                .map(JsonString::getString)
                .toList();
    }

    /** The lobby as people see it. */
    String lobby(PayaraServer server) {
        return get(server, "/");
    }

    /** The page Administration. */
    String administration(PayaraServer server) {
        return get(server, "/admin.xhtml");
    }

    /** The server on which each user is, as Connections shows it. */
    JsonArray connections(PayaraServer server) {
        return array(get(server, "/api/connections"));
    }

    JsonArray servers(PayaraServer server) {
        return array(get(server, "/api/servers"));
    }

    String topic(PayaraServer server, String room) {
        return object(get(server, "/api/topic?room=" + encode(room))).getString("topic");
    }

    void changeTopic(PayaraServer server, String room, String topic) {
        post(server, "/api/topic", Map.of("room", room, "topic", topic));
    }

    /** Takes a lock of the cluster; empty if somebody has it. */
    JsonObject lock(PayaraServer server, String name) {
        return object(post(server, "/api/services/lock", Map.of("name", name)));
    }

    JsonObject unlock(PayaraServer server, String name) {
        return object(post(server, "/api/services/unlock", Map.of("name", name)));
    }

    /** Says something on all servers; returns what this one heard so far. */
    List<String> announce(PayaraServer server, String text) {
        return strings(post(server, "/api/services/announcements", Map.of("text", text)));
    }

    List<String> announcements(PayaraServer server) {
        return strings(get(server, "/api/services/announcements"));
    }

    /** How often a job that runs once per cluster ran on that server. */
    int rounds(PayaraServer server) {
        return object(get(server, "/api/services/rounds")).getInt("rounds");
    }

    private static List<String> strings(String array) {
        return array(array).getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    private String get(PayaraServer server, String path) {
        return ok(browser.get(server.uri(CONTEXT + path))).body();
    }

    private String post(PayaraServer server, String path, Map<String, String> fields) {
        return ok(browser.post(server.uri(CONTEXT + path), fields)).body();
    }

    private static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static JsonArray array(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readArray();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Answer ok(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError("Status " + answer.status() + " of " + answer.uri() + ":\n" + answer.body());
        }
        return answer;
    }
}
