package dev.muster.benchmarks.cost;

import dev.muster.benchmarks.plan.Variant;
import dev.muster.benchmarks.plan.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a request may cost at most. Counted, so it holds on any machine. */
public enum Limit {
    READ_STATEMENTS(Variant.STRICT, Workload.READ, "statements", 1, Limit.NOW_AND_THEN, Cost::statements),
    READ_ROUND_TRIPS(Variant.STRICT, Workload.READ, "round trips", 1, Limit.NOW_AND_THEN, Cost::roundTrips),
    READ_WAL(Variant.STRICT, Workload.READ, "WAL bytes", 0, 1, Cost::walBytes),
    CHANGE_STATEMENTS(Variant.STRICT, Workload.CHANGE_ONE, "statements", 2, Limit.NOW_AND_THEN, Cost::statements),
    CHANGE_ROUND_TRIPS(Variant.STRICT, Workload.CHANGE_ONE, "round trips", 2, Limit.NOW_AND_THEN, Cost::roundTrips),
    LARGE_BYTES_READ(Variant.STRICT, Workload.LARGE, "bytes read", 1024, 0, Cost::bytesRead),
    LARGE_WAL(Variant.STRICT, Workload.LARGE, "WAL bytes", 600, 0, Cost::walBytes),
    TRUSTED_STATEMENTS(Variant.COOKIE_VERSION, Workload.READ, "statements", 0, Limit.PROBES, Cost::statements),
    TRUSTED_WAL(Variant.COOKIE_VERSION, Workload.READ, "WAL bytes", 0, 1, Cost::walBytes);

    /** The search for expired sessions and the look at the database's clock run beside the requests. */
    private static final double NOW_AND_THEN = 0.02;

    /** Each session is probed once per {@code muster.session.revalidate}, however many requests it has. */
    private static final double PROBES = 0.2;

    private final Variant variant;
    private final Workload workload;
    private final String unit;
    private final double most;
    private final double slack;
    private final ToDoubleFunction<Cost> figure;

    Limit(Variant variant, Workload workload, String unit, double most, double slack, ToDoubleFunction<Cost> figure) {
        this.variant = variant;
        this.workload = workload;
        this.unit = unit;
        this.most = most;
        this.slack = slack;
        this.figure = figure;
    }

    /** What is exceeded, in sentences; empty if all is well. A variant that was not counted is not judged. */
    public static List<String> exceeded(Map<Variant, Map<Workload, Cost>> costs) {
        return List.of(values()).stream()
                .flatMap(limit -> limit.check(costs).stream())
                .toList();
    }

    private Optional<String> check(Map<Variant, Map<Workload, Cost>> costs) {
        Cost cost = costs.getOrDefault(variant, Map.of()).get(workload);
        if (cost == null || figure.applyAsDouble(cost) <= most + slack) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s, %s: %.3f %s per request, at most %.0f are allowed",
                variant.title(),
                workload.title(),
                figure.applyAsDouble(cost),
                unit,
                most));
    }
}
