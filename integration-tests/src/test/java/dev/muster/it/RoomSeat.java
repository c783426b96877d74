package dev.muster.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A seat in a room of the rooms sample: its open WebSocket. Not thread-safe; who took it closes it. */
final class RoomSeat implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TextSocket socket;
    private final List<String> told = new ArrayList<>();

    private RoomSeat(TextSocket socket) {
        this.socket = socket;
    }

    static RoomSeat take(Browser browser, String uri, String room) {
        var seat = new RoomSeat(TextSocket.open(browser, URI.create(uri)));
        seat.send("enter", "room", room);
        return seat;
    }

    void say(String text) {
        send("say", "text", text);
    }

    /** Waits for the greeting, which tells epoch and server. */
    JsonObject awaitWelcome() {
        return await("welcome", event -> true);
    }

    /** Waits until the room shows exactly these people. */
    void awaitParticipants(String... names) {
        await(
                "participants",
                event -> event.getJsonArray("names")
                        .getValuesAs(JsonString::getString)
                        .equals(List.of(names)));
    }

    /** Waits until somebody says this text. */
    void awaitSaid(String text) {
        await("said", event -> event.getJsonObject("message").getString("text").equals(text));
    }

    private JsonObject await(String type, Predicate<JsonObject> wanted) {
        while (true) {
            var text = socket.next(PATIENCE)
                    .orElseThrow(() -> new AssertionError("No '" + type + "' as wanted came; what came: " + told));
            told.add(text);
            var event = parse(text);
            if (event.getString("type").equals(type) && wanted.test(event)) {
                return event;
            }
        }
    }

    private static JsonObject parse(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private void send(String type, String key, String value) {
        socket.send(Json.createObjectBuilder()
                .add("type", type)
                .add(key, value)
                .build()
                .toString());
    }

    @Override
    public void close() {
        socket.close();
    }
}
