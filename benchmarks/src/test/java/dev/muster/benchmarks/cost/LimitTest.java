package dev.muster.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.benchmarks.plan.Variant;
import dev.muster.benchmarks.plan.Workload;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitTest {

    @Test
    void secondRoundTripOfAReadOnlyRequest_isExceeding() {
        assertThat(Limit.exceeded(read(new Cost(1, 2, 200, 0, 0, Map.of()))))
                .containsExactly("Muster strict, read-only: 2.000 round trips per request, at most 1 are allowed");
    }

    @Test
    void whatRunsBesideTheRequests_isNotExceeding() {
        assertThat(Limit.exceeded(read(new Cost(1.01, 1.01, 200, 0, 0, Map.of()))))
                .isEmpty();
    }

    private static Map<Variant, Map<Workload, Cost>> read(Cost cost) {
        return Map.of(Variant.STRICT, Map.of(Workload.READ, cost));
    }
}
