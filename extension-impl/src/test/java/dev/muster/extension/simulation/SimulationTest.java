package dev.muster.extension.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Logger LOG = Logger.getLogger("dev.muster");
    private static Level before;

    @BeforeAll
    static void beQuiet() {
        before = LOG.getLevel();
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(before);
    }

    @Test
    void sameSeed_givesTheSameHistory() {
        assertThat(Simulation.run(4711).hash()).isEqualTo(Simulation.run(4711).hash());
        assertThat(Simulation.run(4711).hash())
                .isNotEqualTo(Simulation.run(4712).hash());
    }

    @Test
    void manyRunsWithAllFaults_breakNoInvariant() {
        long first = Long.getLong("muster.simulation.seed", 1);
        long runs = Long.getLong("muster.simulation.runs", 1_000);
        Report all = Report.NONE;
        long begun = System.nanoTime();
        for (long seed = first; seed < first + runs; seed++) {
            all = all.and(Simulation.run(seed));
        }
        System.out.printf(
                "seeds %d to %d in %d s: %s%n",
                first, first + runs - 1, (System.nanoTime() - begun) / 1_000_000_000, all);
        assertThat(all.runs()).isEqualTo(runs);
    }
}
