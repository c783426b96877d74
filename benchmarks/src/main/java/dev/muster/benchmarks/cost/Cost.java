package dev.muster.benchmarks.cost;

import java.util.Map;

/**
 * What one request costs on average, counted.
 *
 * @param statements executed, without those that only begin and end a transaction
 * @param roundTrips to the database
 * @param bytesRead from the database, protocol included
 * @param bytesWritten to the database, protocol included
 * @param walBytes of PostgreSQL's write-ahead log
 * @param executions of each SQL text, transaction control included
 */
public record Cost(
        double statements,
        double roundTrips,
        double bytesRead,
        double bytesWritten,
        double walBytes,
        Map<String, Double> executions) {}
