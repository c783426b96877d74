package dev.muster.benchmarks.cost;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts over all connections. Thread-safe. */
final class TrafficCounter {

    private static final Set<String> TRANSACTION_CONTROL = Set.of("BEGIN", "COMMIT", "ROLLBACK", "START");

    private final LongAdder statements = new LongAdder();
    private final LongAdder roundTrips = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder bytesWritten = new LongAdder();
    private final Map<String, LongAdder> executions = new ConcurrentHashMap<>();

    void executed(String sql) {
        executions.computeIfAbsent(sql, text -> new LongAdder()).increment();
        String verb = sql.strip().split("[\\s;]", 2)[0].toUpperCase(Locale.ROOT);
        if (!TRANSACTION_CONTROL.contains(verb)) {
            statements.increment();
        }
    }

    void waited() {
        roundTrips.increment();
    }

    void read(int bytes) {
        bytesRead.add(bytes);
    }

    void wrote(int bytes) {
        bytesWritten.add(bytes);
    }

    Traffic now() {
        Map<String, Long> counts = new TreeMap<>();
        executions.forEach((sql, count) -> counts.put(sql, count.sum()));
        return new Traffic(statements.sum(), roundTrips.sum(), bytesRead.sum(), bytesWritten.sum(), counts);
    }
}
