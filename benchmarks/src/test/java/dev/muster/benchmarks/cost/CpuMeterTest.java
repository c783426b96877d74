package dev.muster.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.benchmarks.cost.CpuMeter.Stat;
import org.junit.jupiter.api.Test;

class CpuMeterTest {

    @Test
    void nameOfTheProgramWithBlanksAndParentheses_doesNotMoveTheFields() {
        Stat stat = Stat.parse("4711 (postgres: (x) y) S 42 1 1 0 -1 4194560 9 0 0 0 30 12 5 3 20 0 1 0 99 0 0");

        assertThat(stat).isEqualTo(new Stat(42, 42, 50));
    }
}
