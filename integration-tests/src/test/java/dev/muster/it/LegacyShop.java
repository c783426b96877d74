package dev.muster.it;

import java.util.List;
import java.util.Map;

/** A customer of the legacy sample, free to send each request to another server. */
final class LegacyShop {

    private final Browser browser;
    private final String context;

    LegacyShop(Browser browser) {
        this(browser, "/legacy");
    }

    LegacyShop(Browser browser, String context) {
        this.browser = browser;
        this.context = context;
    }

    /** A server with the shop's database settings, without the shop. */
    static PayaraSetup on(SharedPostgres database, String server) {
        return PayaraServer.named(server)
                .property("legacy.database", database.address())
                .property("legacy.user", database.user())
                .property("legacy.password", database.password());
    }

    String get(PayaraServer server, String path) {
        return ok(browser.get(server.uri(context + path))).text();
    }

    String post(PayaraServer server, String path, Map<String, String> fields) {
        return ok(browser.post(server.uri(context + path), fields)).text();
    }

    int count(PayaraServer server) {
        return Integer.parseInt(post(server, "/api/count", Map.of()));
    }

    String sessionId(PayaraServer server) {
        return get(server, "/api/session").lines().findFirst().orElseThrow().substring("id=".length());
    }

    /** What the listeners of one server wrote about a session, without what Faces keeps in it for itself. */
    List<String> journal(PayaraServer server, String session) {
        return get(server, "/api/journal")
                .lines()
                .filter(line -> line.startsWith(session + " "))
                .filter(line -> !line.contains("com.sun.faces"))
                .map(line -> line.substring(session.length() + 1))
                .toList();
    }

    Answer openPage(PayaraServer server) {
        return ok(browser.get(server.uri(context + "/shop.xhtml")));
    }

    /** Types a line into the note and presses "Write". */
    Answer write(PayaraServer server, Answer page, String line) {
        var fields = page.formFields();
        fields.put("order:line", line);
        fields.put("order:write", "Write");
        return submit(server, fields);
    }

    /** Presses "Add" in a row of the catalogue. */
    Answer addToCart(PayaraServer server, Answer page, int row) {
        var fields = page.formFields();
        fields.put("order:products:" + row + ":add", "Add");
        return submit(server, fields);
    }

    private Answer submit(PayaraServer server, Map<String, String> fields) {
        return ok(browser.post(server.uri(context + "/shop.xhtml"), fields));
    }

    private static Answer ok(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError("Status " + answer.status() + " of " + answer.uri() + ":\n" + answer.body());
        }
        return answer;
    }
}
