package dev.muster.it;

import java.util.List;
import java.util.Map;

/** A guest of the Shiro sample, free to send each request to another server. */
final class Lounge {

    private final Browser browser = Browser.open();
    private final String context;

    Lounge(String context) {
        this.context = context;
    }

    static Lounge signedIn(String context, PayaraServer server) {
        var guest = new Lounge(context);
        guest.post(server, "login", Map.of("user", "anna", "password", "lounge-anna"));
        return guest;
    }

    String get(PayaraServer server, String what) {
        return ok(browser.get(server.uri(context + "/api/" + what))).text();
    }

    int status(PayaraServer server, String what) {
        return browser.get(server.uri(context + "/api/" + what)).status();
    }

    String post(PayaraServer server, String what, Map<String, String> fields) {
        return ok(browser.post(server.uri(context + "/api/" + what), fields)).text();
    }

    int visit(PayaraServer server) {
        return Integer.parseInt(post(server, "visit", Map.of()));
    }

    void write(PayaraServer server, String line) {
        post(server, "guestbook", Map.of("line", line));
    }

    String session(PayaraServer server) {
        return get(server, "session");
    }

    /** What Shiro told its listener on one server about a session. */
    List<String> book(PayaraServer server, String session) {
        return get(server, "book")
                .lines()
                .filter(line -> line.contains(session))
                .toList();
    }

    private static Answer ok(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError("Status " + answer.status() + " of " + answer.uri() + ":\n" + answer.body());
        }
        return answer;
    }
}
