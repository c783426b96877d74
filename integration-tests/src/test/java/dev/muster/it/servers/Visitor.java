package dev.muster.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.it.Answer;
import dev.muster.it.Browser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A user of the fidelity WAR, free to send each request to another server. */
final class Visitor {

    private final Browser browser = Browser.open();

    Browser browser() {
        return browser;
    }

    /** The text of an answer that has to be a good one. */
    String get(Server server, String path) {
        return ok(browser.get(server.uri(path))).text();
    }

    /** Gives an argument to a path that takes one. */
    String get(Server server, String path, String argument) {
        return get(server, path + "?is=" + URLEncoder.encode(argument, StandardCharsets.UTF_8));
    }

    Answer answer(Server server, String path) {
        return browser.get(server.uri(path));
    }

    Answer page(Server server, String path) {
        return ok(browser.get(server.uri(path)));
    }

    Answer submit(Server server, String path, Map<String, String> fields) {
        return ok(browser.post(server.uri(path), fields));
    }

    String session(Server server) {
        return get(server, "/api/session");
    }

    /** What one listener has heard of a session on one server. */
    static List<String> journal(Server server, String listener, String session) {
        var start = listener + " " + session + " ";
        return new Visitor()
                .get(server, "/api/journal")
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    /** What one listener has heard of a session on both servers. */
    static List<String> journals(Server one, Server other, String listener, String session) {
        var lines = new ArrayList<>(journal(one, listener, session));
        lines.addAll(journal(other, listener, session));
        return lines;
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.uri() + "\n" + answer.body()).isEqualTo(200);
        return answer;
    }
}
