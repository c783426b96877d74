package dev.muster.benchmarks.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void shareOfTheValues_doesNotExceedThePercentile() {
        Percentiles hundred = Percentiles.of(LongStream.rangeClosed(1, 100).map(i -> 1000 * (101 - i)));

        assertThat(hundred.micros(0.5)).isEqualTo(50);
        assertThat(hundred.micros(0.99)).isEqualTo(99);
        assertThat(hundred.micros(0.999)).isEqualTo(100);
        assertThat(hundred.mean()).isEqualTo(50.5);
    }

    @Test
    void nothing_hasNoPercentile() {
        assertThat(Percentiles.of(LongStream.empty()).micros(0.5)).isNaN();
    }
}
