package dev.muster.it;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sample that keeps texts in the caches of its persistence provider, free to be asked on any server.
 *
 * @param context path of the application
 * @param table where the texts are
 * @param column in which column
 * @param field name of the text in a form
 * @param paths of what can be asked and done
 */
record CachedTexts(String context, String table, String column, String field, Paths paths) {

    private static final Browser BROWSER = Browser.open();

    /** The names of the products of the legacy sample: EclipseLink, as the server brings it. */
    static CachedTexts stock(String application) {
        var paths = new Paths("product", "add", "rename", "rename-all");
        return new CachedTexts("/" + application + "/stock/", "product", "name", "name", paths);
    }

    /** The notices of the OpenJPA sample. */
    static CachedTexts board(String application) {
        var paths = new Paths("notice", "pin", "rewrite", "rewrite-all");
        return new CachedTexts("/" + application + "/api/", "notice", "text", "text", paths);
    }

    /** The text with this id, from the data cache where it is there. */
    String text(PayaraServer server, long id) {
        return get(server, paths.one + "?id=" + id);
    }

    /** Whether this server holds the entity in its data cache. */
    boolean hasCached(PayaraServer server, long id) {
        return Boolean.parseBoolean(get(server, "cached?id=" + id));
    }

    /** All texts in the order of their ids, through the query cache. */
    List<String> all(PayaraServer server) {
        return get(server, "all").lines().toList();
    }

    /** All that this server reads, entities by id and the query at the end, as a text to compare. */
    Map<String, String> everything(PayaraServer server, Iterable<Long> ids) {
        var read = new TreeMap<String, String>();
        ids.forEach(id -> read.put("entity " + id, text(server, id)));
        read.put("query", String.join("\n", all(server)));
        return read;
    }

    void add(PayaraServer server, long id, String text) {
        post(server, paths.add + "?id=" + id + "&" + field + "=" + encode(text));
    }

    void change(PayaraServer server, long id, String text) {
        post(server, paths.change + "?id=" + id + "&" + field + "=" + encode(text));
    }

    /** By a statement that loads none of them. */
    void changeAll(PayaraServer server, String text) {
        post(server, paths.changeAll + "?" + field + "=" + encode(text));
    }

    private String get(PayaraServer server, String path) {
        return ok(BROWSER.get(server.uri(context + path))).text();
    }

    private void post(PayaraServer server, String path) {
        ok(BROWSER.post(server.uri(context + path)));
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

    @Override
    public String toString() {
        return context;
    }

    /** What the application calls its requests. */
    private record Paths(String one, String add, String change, String changeAll) {}
}
