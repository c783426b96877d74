package dev.muster.samples.rooms;

import dev.muster.room.RoomGrant;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** What a room's socket tells the page, as JSON. */
final class Events {

    private Events() {}

    static JsonObject welcome(RoomGrant grant, String topic, List<ChatMessage> history) {
        var messages = Json.createArrayBuilder();
        history.forEach(message -> messages.add(message(message)));
        return event("welcome")
                .add("room", grant.room())
                .add("epoch", grant.epoch())
                .add("server", grant.server().name())
                .add("topic", topic)
                .add("history", messages)
                .build();
    }

    static JsonObject said(ChatMessage message) {
        return event("said").add("message", message(message)).build();
    }

    static JsonObject participants(List<String> names) {
        return event("participants").add("names", array(names)).build();
    }

    static JsonObject topic(String topic) {
        return event("topic").add("topic", topic).build();
    }

    static JsonObject pong() {
        return event("pong").build();
    }

    static JsonArray array(List<String> texts) {
        return Json.createArrayBuilder(texts).build();
    }

    private static JsonObjectBuilder event(String type) {
        return Json.createObjectBuilder().add("type", type);
    }

    /** The id goes as text: JavaScript's numbers end at 2^53. */
    private static JsonObjectBuilder message(ChatMessage message) {
        return Json.createObjectBuilder()
                .add("id", Long.toString(message.getId()))
                .add("author", message.getAuthor())
                .add("text", message.getText())
                .add("epoch", message.getEpoch())
                .add("server", message.getServer())
                .add("sentAt", message.getSentAt());
    }
}
