package dev.muster.jpa.coherence;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A row of the table.
 *
 * @param feature the group that it belongs to
 * @param name what is done, or what is mapped; unique
 * @param setup the servers that it needs
 * @param body does it, and says what became of it
 */
record Row(String feature, String name, Setup setup, Function<Pair, Outcome> body) {

    private static final AtomicLong IDS = new AtomicLong(100);

    /** An id that no other row uses: rows share tables. */
    static long newId() {
        return IDS.incrementAndGet();
    }

    /** The same, and then this, which must not fail. */
    Row then(Consumer<Pair> work) {
        return new Row(feature, name, setup, pair -> {
            Outcome outcome = run(pair);
            work.accept(pair);
            return outcome;
        });
    }

    Outcome run(Pair pair) {
        return body.apply(pair);
    }
}
