package dev.muster.extension.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
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

    /** What Muster does not stand: see docs/simulation.md. */
    @Test
    void failoverThatForgetsCommits_isFound() {
        assertThatThrownBy(() -> LongStream.range(1, 200).forEach(SimulationTest::runLosingCommits))
                .isInstanceOf(Violation.class);
    }

    @Test
    void manyRunsWithAllFaults_breakNoInvariant() {
        long first = Long.getLong("muster.simulation.seed", 1);
        long runs = Long.getLong("muster.simulation.runs", 1_000);
        long begun = System.nanoTime();
        Report all = LongStream.range(first, first + runs)
                .parallel()
                .mapToObj(Simulation::run)
                .reduce(Report.NONE, Report::and);
        System.out.printf(
                "seeds %d to %d in %d s: %s%n",
                first, first + runs - 1, (System.nanoTime() - begun) / 1_000_000_000, all);
        assertThat(all.runs()).isEqualTo(runs);
    }

    private static void runLosingCommits(long seed) {
        Settings any = Simulation.anySettings(seed);
        Simulation.run(
                seed,
                new Settings(
                        any.servers(), any.rooms(), any.lease(), any.renewal(), any.troubled(), any.policy(), true));
    }
}
