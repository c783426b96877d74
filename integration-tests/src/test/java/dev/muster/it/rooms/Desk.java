package dev.muster.it.rooms;

import dev.muster.it.Answer;
import dev.muster.it.Browser;
import dev.muster.it.PayaraServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An administrator, and a visitor, who ask one server. Thread-safe; nothing to close. */
final class Desk {

    private final PayaraServer server;
    private final Browser browser = Browser.open();

    Desk(PayaraServer server) {
        this.server = server;
    }

    PayaraServer server() {
        return server;
    }

    String name() {
        return server.name();
    }

    /** Finds or opens the room; tells where it lives. */
    Home enter(String room) {
        return Home.parse(ask("enter", room, ""));
    }

    /** What the server says to somebody whom it does not let into the room. */
    String refusal(String room) {
        var answer = send("enter", room, "");
        if (answer.status() != 503) {
            throw new AssertionError(room + " was not refused: " + answer.body());
        }
        return answer.body();
    }

    /** Ada goes into a room that lives on this server, and stays. */
    void join(String room) {
        ask("join", room, "");
    }

    /** Where all rooms live. */
    Map<String, Home> homes() {
        var homes = new TreeMap<String, Home>();
        rooms().forEach(room -> homes.put(room[0], Home.parse(room[1] + " " + room[2])));
        return homes;
    }

    /** Who is in the room. */
    String participants(String name) {
        return rooms().stream()
                .filter(room -> room[0].equals(name))
                .map(room -> room[3])
                .findFirst()
                .orElseThrow();
    }

    /** State, load, weight and address of the live servers. */
    Map<String, String> servers() {
        var servers = new TreeMap<String, String>();
        lines(ask("servers", "", "")).forEach(line -> {
            var parts = line.split(" ", 2);
            servers.put(parts[0], parts[1]);
        });
        return servers;
    }

    /** What an application on this server was told. */
    List<String> heard() {
        return lines(ask("heard", "", ""));
    }

    /** Anything else. */
    List<String> ask(String what, String name) {
        return lines(ask(what, name, ""));
    }

    String ask(String what, String name, String number) {
        var answer = send(what, name, number);
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "Status " + answer.status() + " of " + answer.uri() + ":\n" + answer.body());
        }
        return answer.body();
    }

    private List<String[]> rooms() {
        return lines(ask("rooms", "", "")).stream()
                .map(line -> line.split(" ", -1))
                .toList();
    }

    private Answer send(String what, String name, String number) {
        return browser.get(server.uri(MovesServers.CONTEXT + "/moves/" + what + "?name="
                + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&number=" + number));
    }

    private static List<String> lines(String text) {
        return Arrays.stream(text.split("\n")).filter(line -> !line.isEmpty()).toList();
    }
}
