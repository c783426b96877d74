package dev.muster.benchmarks.jpa.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.benchmarks.jpa.spec.NodeSpec.Endpoint;
import dev.muster.benchmarks.jpa.spec.NodeSpec.Peer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NodeSpecTest {

    @Test
    void argumentsOfAProcess_areReadAsTheyWereWritten() {
        NodeSpec spec = new NodeSpec(
                JpaVariant.ECLIPSELINK_RMI,
                "jdbc:postgresql://127.0.0.1:5432/x?user=a",
                new Endpoint(1, 2),
                3,
                List.of(
                        new Peer(new Endpoint(4, 5), new Endpoint(6, 7)),
                        new Peer(new Endpoint(8, 9), new Endpoint(8, 9))),
                1,
                "/tmp/mesh.p12");

        assertThat(NodeSpec.parse(spec.arguments().toArray(String[]::new))).isEqualTo(spec);
        assertThat(spec.addresses()).isEqualTo("127.0.0.1:6;127.0.0.1:8");
    }

    @Test
    void keys_areAllDifferentAndLeadBack() {
        int[] numbers = IntStream.range(0, Items.MAX).toArray();
        long[] keys = IntStream.of(numbers).mapToLong(Items::key).toArray();

        assertThat(LongStream.of(keys).mapToInt(Items::number).toArray()).isEqualTo(numbers);
        assertThat(LongStream.of(keys).allMatch(key -> key >= 10_000_000 && key < 100_000_000))
                .isTrue();
    }
}
