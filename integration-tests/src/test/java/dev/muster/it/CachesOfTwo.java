package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What two servers keep in the caches of one application, held against the database and against the time at which it was
 * committed. Not thread-safe.
 */
final class CachesOfTwo {

    private static final Duration SOON = Duration.ofSeconds(45);
    private static final AtomicLong COUNTER = new AtomicLong(100);

    /** A row that is only changed behind the servers' backs: who still gives the old text has it from its cache. */
    private static final long CANARY = 100_000;

    private final TwoShops shops;
    private final CachedTexts texts;
    private final SharedTables tables;
    private final Staleness staleness;
    private final Map<Long, Commit> commits = new TreeMap<>();

    CachesOfTwo(TwoShops shops, CachedTexts texts, Staleness staleness) {
        this.shops = shops;
        this.texts = texts;
        this.staleness = staleness;
        tables = new SharedTables(shops.database());
    }

    CachedTexts texts() {
        return texts;
    }

    void change(PayaraServer writer, long id) {
        var text = next("changed");
        texts.change(writer, id, text);
        commits.put(id, new Commit(text, System.nanoTime()));
    }

    /** Waits until the reader sees what was changed, as entities and as results of a query, and not longer than it may. */
    void awaitSeen(PayaraServer reader) {
        commits.forEach((id, commit) -> {
            staleness.awaitFresh(
                    texts + " on " + reader.name() + ", entity " + id,
                    commit.at,
                    () -> texts.text(reader, id),
                    commit.text::equals);
            staleness.awaitFresh(
                    texts + " on " + reader.name() + ", query",
                    commit.at,
                    () -> texts.all(reader),
                    all -> all.contains(commit.text));
        });
    }

    /** The reader sees what was changed with its next read already. */
    void assertSeenAtOnce(PayaraServer reader) {
        commits.forEach((id, commit) -> {
            assertThat(texts.text(reader, id)).as(texts + ", entity " + id).isEqualTo(commit.text);
            assertThat(texts.all(reader)).as(texts + ", query").contains(commit.text);
        });
    }

    void assertBulkUpdateIsSeen(PayaraServer writer, PayaraServer reader) {
        var text = next("alike");
        texts.changeAll(writer, text);
        long committed = System.nanoTime();
        commits.clear();
        staleness.awaitFresh(texts + ", bulk, entity", committed, () -> texts.text(reader, 2), text::equals);
        staleness.awaitFresh(
                texts + ", bulk, query",
                committed,
                () -> texts.all(reader),
                all -> all.stream().allMatch(text::equals));
    }

    void assertInsertIsSeen(PayaraServer writer, PayaraServer reader) {
        var text = next("new");
        texts.add(writer, COUNTER.get(), text);
        staleness.awaitFresh(texts + ", insert", System.nanoTime(), () -> texts.all(reader), all -> all.contains(text));
    }

    /** Whether this server answers from its cache. */
    boolean isServed(PayaraServer server) throws SQLException {
        texts.text(server, CANARY);
        return !texts.text(server, CANARY).equals(changeUnseen(server));
    }

    /** This server reads the database, although it may have everything in its caches. */
    void assertBypassed(PayaraServer server) throws SQLException {
        texts.text(server, CANARY);
        texts.all(server);
        var unseen = changeUnseen(server);
        assertThat(texts.text(server, CANARY))
                .as(texts + " on " + server.name())
                .isEqualTo(unseen);
        assertThat(texts.all(server)).as(texts + " on " + server.name()).contains(unseen);
    }

    private String changeUnseen(PayaraServer server) throws SQLException {
        var unseen = next("unseen by " + server.name());
        tables.changeBehindTheirBacks(
                "update " + texts.table() + " set " + texts.column() + " = '" + unseen + "' where id = " + CANARY);
        return unseen;
    }

    /** Makes what the scenes need, and waits until each server hears of the other's commits. */
    void open() {
        texts.add(shops.east(), CANARY, "canary");
        awaitLinked();
    }

    void awaitLinked() {
        for (var writer : shops.both()) {
            var reader = shops.other(writer);
            Await.until(texts + " linked", SOON, () -> {
                change(writer, 1);
                return texts.text(reader, 1).equals(texts.text(writer, 1));
            });
        }
    }

    /** Reads all until both servers have it in their caches and answer from there. */
    void warm() throws SQLException {
        for (var server : shops.both()) {
            read(server);
            Await.until(texts + " from the cache of " + server.name(), SOON, () -> isServed(server));
        }
    }

    /** Both servers read what the database has. */
    void assertAllFresh() throws SQLException {
        // What was changed behind their backs is told to them at last.
        change(shops.east(), CANARY);
        for (var server : shops.both()) {
            awaitSeen(server);
            assertThat(read(server)).as(texts + " on " + server.name()).isEqualTo(stored());
        }
        commits.clear();
    }

    private Map<String, String> read(PayaraServer server) throws SQLException {
        return texts.everything(server, ids());
    }

    private List<Long> ids() throws SQLException {
        return tables.strings("select id from " + texts.table() + " order by id").stream()
                .map(Long::valueOf)
                .toList();
    }

    private Map<String, String> stored() throws SQLException {
        var stored = new TreeMap<String, String>();
        var inOrder = tables.strings("select " + texts.column() + " from " + texts.table() + " order by id");
        var ids = ids();
        for (int i = 0; i < ids.size(); i++) {
            stored.put("entity " + ids.get(i), inOrder.get(i));
        }
        stored.put("query", String.join("\n", inOrder));
        return stored;
    }

    private static String next(String kind) {
        return kind + " " + COUNTER.incrementAndGet();
    }

    private record Commit(String text, long at) {}
}
