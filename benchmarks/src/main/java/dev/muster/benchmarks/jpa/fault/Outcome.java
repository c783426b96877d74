package dev.muster.benchmarks.jpa.fault;

import dev.muster.benchmarks.jpa.spec.JpaVariant;
import java.util.List;

/**
 * What came of a scene.
 *
 * @param scene which one
 * @param variant with which variant
 * @param commits how many there were meanwhile
 * @param staleEntities entities older than the database after the bound, over all nodes
 * @param staleQueries nodes whose cached query result was older
 * @param reasons why caches were emptied, as the nodes logged it, once for each time
 * @param note what else was seen
 */
public record Outcome(
        String scene,
        JpaVariant variant,
        long commits,
        int staleEntities,
        int staleQueries,
        List<String> reasons,
        String note) {

    public Outcome {
        reasons = List.copyOf(reasons);
    }
}
