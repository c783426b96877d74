package dev.muster.it;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A customer of the travel sample, free to send each request to another server. */
final class Traveller {

    private final Browser browser = Browser.open();

    /** A server with the agency's database settings. */
    static PayaraSetup on(SharedPostgres database, String server) {
        return PayaraServer.named(server)
                .property("travel.database", database.address())
                .property("travel.user", database.user())
                .property("travel.password", database.password());
    }

    /** Does something at the desk, for example {@code book?leg=Rome}. */
    String at(PayaraServer server, String action) {
        return ok(browser.get(server.uri("/travel/desk/" + action))).text();
    }

    String read(PayaraServer server, String page) {
        return open(server, page).text();
    }

    Answer open(PayaraServer server, String page) {
        return ok(browser.get(server.uri("/travel/" + page)));
    }

    /** Types into a field of the page's form, presses a button, and sends all that to a server. */
    Answer press(PayaraServer server, Answer page, String button, String field, String text) {
        var fields = page.formFields();
        fields.put("form:" + field, text);
        return press(server, page, button, fields);
    }

    Answer press(PayaraServer server, Answer page, String button) {
        return press(server, page, button, page.formFields());
    }

    private Answer press(PayaraServer server, Answer page, String button, Map<String, String> fields) {
        fields.put("form:" + button, "pressed");
        return ok(browser.post(server.uri(page.formAction()), fields));
    }

    TextSocket openSocket(PayaraServer server) {
        return TextSocket.open(browser, URI.create("ws://127.0.0.1:" + server.port() + "/travel/counter"));
    }

    /** What happened on a server from here on, beside what the reading itself causes. */
    static List<String> diary(PayaraServer server) {
        return new Traveller().at(server, "diary").lines().map(String::strip).toList();
    }

    private static Answer ok(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError("Status " + answer.status() + " of " + answer.uri() + ":\n" + answer.body());
        }
        return answer;
    }
}
