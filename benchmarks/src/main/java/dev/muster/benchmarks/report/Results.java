package dev.muster.benchmarks.report;

import dev.muster.benchmarks.cost.Cost;
import dev.muster.benchmarks.plan.Plan;
import dev.muster.benchmarks.plan.Variant;
import dev.muster.benchmarks.plan.Workload;
import dev.muster.benchmarks.time.Sample;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run found out.
 *
 * @param environment what it ran on and with, by name
 * @param plan how much was measured
 * @param costs what was counted
 * @param samples what was timed; empty if nothing was
 * @param exceeded limits that are not kept, in sentences
 */
public record Results(
        Map<String, String> environment,
        Plan plan,
        Map<Variant, Map<Workload, Cost>> costs,
        Map<Workload, Map<Variant, Sample>> samples,
        List<String> exceeded) {

    @Nullable Cost cost(Variant variant, Workload workload) {
        return costs.getOrDefault(variant, Map.of()).get(workload);
    }

    @Nullable Sample sample(Variant variant, Workload workload) {
        return samples.getOrDefault(workload, Map.of()).get(variant);
    }
}
