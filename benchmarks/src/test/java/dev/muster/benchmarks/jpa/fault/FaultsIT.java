package dev.muster.benchmarks.jpa.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.server.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two of the scenes, with few rounds; {@code -Dbenchmark=jpa-faults} has them all, and on real servers the integration tests
 * play those with links that are cut.
 */
@Timeout(300)
class FaultsIT {

    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException {
        System.setProperty(
                "ot.epg.working-dir",
                Path.of("target", "postgresql").toAbsolutePath().toString());
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({"KILLED, ECLIPSELINK_MUSTER, 3", "NEVER_READS, OPENJPA_MUSTER, 3"})
    void afterTheBound_nothingOldIsServed_andEmptiedCachesAreExplained(Scene scene, JpaVariant variant, int rounds)
            throws Exception {
        Outcome outcome = new Faults(postgres, Path.of("target", "jpa-faults")).play(scene, variant, rounds);

        assertThat(outcome.commits()).isPositive();
        assertThat(outcome.staleEntities()).as(outcome.toString()).isZero();
        assertThat(outcome.staleQueries()).as(outcome.toString()).isZero();
        assertThat(outcome.reasons()).as(outcome.toString()).noneMatch(String::isBlank);
    }
}
