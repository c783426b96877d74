package dev.muster.extension.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A database with row locks. A statement is evaluated when nobody holds a lock of its rows, and keeps their locks until
 * it is committed, which may be much later; meanwhile everybody sees what was committed before.
 */
final class ModelDatabase {

    /** The time of the database's clock when a run begins, in epoch milliseconds. */
    private static final long BEGINNING = 1_790_000_000_000L;

    private final Timeline time;
    private final Set<Object> locked = new HashSet<>();
    private List<Runnable> waiting = new ArrayList<>();
    private Tables tables = new Tables();
    private long clockOffset;
    private boolean up = true;
    private int term;

    ModelDatabase(Timeline time) {
        this.time = time;
    }

    long now() {
        return BEGINNING + clockOffset + TimeUnit.NANOSECONDS.toMillis(time.now());
    }

    Tables tables() {
        return tables;
    }

    boolean isUp() {
        return up;
    }

    void moveClock(long millis) {
        clockOffset += millis;
    }

    /** The primary is gone, with all that is not committed. */
    void stop() {
        up = false;
        term++;
        locked.clear();
        waiting.clear();
    }

    /** Another one is there that has these commits. */
    void start(Tables commits) {
        tables = commits;
        up = true;
    }

    /** Does the statement as soon as its rows can be had, and answers when it is committed. */
    <T> void execute(Statement<T> statement, long commitDelay, Consumer<T> answer, Object... rows) {
        List<Object> keys = Arrays.asList(rows);
        if (keys.stream().anyMatch(locked::contains)) {
            waiting.add(() -> execute(statement, commitDelay, answer, rows));
            return;
        }
        Effect<T> effect = statement.evaluate(tables, now());
        locked.addAll(keys);
        if (commitDelay == 0) {
            commit(effect, keys, answer);
        } else {
            int begun = term;
            time.after(commitDelay, () -> {
                if (term == begun) {
                    commit(effect, keys, answer);
                }
            });
        }
    }

    private <T> void commit(Effect<T> effect, List<Object> keys, Consumer<T> answer) {
        effect.commit().run();
        keys.forEach(locked::remove);
        answer.accept(effect.result());
        List<Runnable> woken = waiting;
        waiting = new ArrayList<>();
        woken.forEach(Runnable::run);
    }
}
