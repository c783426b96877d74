package dev.muster.benchmarks.cost;

import java.util.HashMap;
import java.util.Map;

/**
 * What went over the wire to the database.
 *
 * @param statements executed; those that only begin and end a transaction are not counted
 * @param roundTrips times that the server waited for the database
 * @param bytesRead from the database, protocol included
 * @param bytesWritten to the database, protocol included
 * @param executions how often each SQL text was executed, transaction control included
 */
record Traffic(long statements, long roundTrips, long bytesRead, long bytesWritten, Map<String, Long> executions) {

    /** What was added since an earlier reading. */
    Traffic since(Traffic earlier) {
        Map<String, Long> added = new HashMap<>();
        executions.forEach((sql, count) -> {
            long more = count - earlier.executions.getOrDefault(sql, 0L);
            if (more > 0) {
                added.put(sql, more);
            }
        });
        return new Traffic(
                statements - earlier.statements,
                roundTrips - earlier.roundTrips,
                bytesRead - earlier.bytesRead,
                bytesWritten - earlier.bytesWritten,
                added);
    }
}
