package dev.muster.it;

import java.util.List;
import java.util.Map;

/** A reader of the OpenJPA sample, free to send each request to another server. */
final class NoticeBoard {

    private final Browser browser = Browser.open();
    private final String context;

    NoticeBoard(String context) {
        this.context = context;
    }

    /** Adds what the board needs to find its database. */
    static Map<String, String> settings(SharedPostgres database) {
        return Map.of(
                "board.database",
                database.address(),
                "board.user",
                database.user(),
                "board.password",
                database.password());
    }

    String notice(PayaraServer server, long id) {
        return get(server, "/api/notice?id=" + id);
    }

    /** Whether this server holds the notice in its data cache. */
    boolean hasCached(PayaraServer server, long id) {
        return Boolean.parseBoolean(get(server, "/api/cached?id=" + id));
    }

    /** The texts of all notices, through the query cache. */
    List<String> all(PayaraServer server) {
        return get(server, "/api/all").lines().toList();
    }

    void pin(PayaraServer server, long id, String text) {
        post(server, "/api/pin", Map.of("id", Long.toString(id), "text", text));
    }

    void rewrite(PayaraServer server, long id, String text) {
        post(server, "/api/rewrite", Map.of("id", Long.toString(id), "text", text));
    }

    void rewriteAll(PayaraServer server, String text) {
        post(server, "/api/rewrite-all", Map.of("text", text));
    }

    private String get(PayaraServer server, String path) {
        return ok(browser.get(server.uri(context + path))).text();
    }

    private void post(PayaraServer server, String path, Map<String, String> fields) {
        ok(browser.post(server.uri(context + path), fields));
    }

    private static Answer ok(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError("Status " + answer.status() + " of " + answer.uri() + ":\n" + answer.body());
        }
        return answer;
    }
}
