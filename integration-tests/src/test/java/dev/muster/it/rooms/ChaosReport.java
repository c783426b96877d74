package dev.muster.it.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges what servers did for rooms in each scene, and writes it down as a table. For one thread. */
final class ChaosReport {

    private static final Path PAGE = Path.of("target", "room-chaos.md");
    private static final String HEADER = """
            | scene | acts for rooms | believed in by two | rooms granted anew | after the fault | narrowest hand-over | widest | acts written late | requests answered | refused |
            |-------|---------------:|-------------------:|-------------------:|----------------:|--------------------:|-------:|------------------:|------------------:|--------:|
            """;

    private final Ledger ledger;
    private final RoomLoad load;
    private final StringBuilder rows = new StringBuilder(HEADER);

    ChaosReport(Ledger ledger, RoomLoad load) {
        this.ledger = ledger;
        this.load = load;
    }

    /** A scene begins. */
    Scene begin(String name) throws SQLException {
        return new Scene(name, ledger.acts().size(), load.answers(), load.failures());
    }

    void print() throws IOException {
        Files.writeString(PAGE, rows);
        System.out.print(rows);
        load.reasons().forEach((reason, count) -> System.out.println(count + " × " + reason));
    }

    /** One scene, from what was known when it began. */
    final class Scene {

        private final String name;
        private final int firstAct;
        private final long answers;
        private final long failures;
        private long fault;
        private String movedAfter = "–";

        private Scene(String name, int firstAct, long answers, long failures) {
            this.name = name;
            this.firstAct = firstAct;
            this.answers = answers;
            this.failures = failures;
        }

        void fault() {
            fault = System.nanoTime();
        }

        /** All rooms of the server that was lost have been granted anew. */
        void moved() {
            movedAfter = seconds(Duration.ofNanos(System.nanoTime() - fault));
        }

        /**
         * Adds the scene to the table. Fails if two servers believed in one room, or a room moved that did not have to.
         *
         * @param lost the servers that lost their lease
         */
        Ownership end(Map<String, Home> before, Map<String, Home> after, List<String> lost) throws SQLException {
            var acts = ledger.acts();
            var seen = Ownership.of(acts.subList(firstAct, acts.size()));
            rows.append("| %s | %d | %d | %d | %s | %s | %s | %d | %d | %d |%n"
                    .formatted(
                            name,
                            acts.size() - firstAct,
                            seen.violations().size(),
                            seen.handovers(),
                            movedAfter,
                            seen.narrowest().map(ChaosReport::seconds).orElse("–"),
                            seen.widest().map(ChaosReport::seconds).orElse("–"),
                            seen.late(),
                            load.answers() - answers,
                            refused()));
            assertThat(acts).as("acts").hasSizeGreaterThan(firstAct);
            before.forEach((room, home) -> assertThat(after.get(room).follows(home))
                    .as("%s, which lived on %s, was granted anew; lost were %s", room, home, lost)
                    .isEqualTo(lost.contains(home.server())));
            assertThat(Ownership.of(acts).violations()).isEmpty();
            return seen;
        }

        /** Requests of this scene that a server refused or did not answer. */
        long refused() {
            return load.failures() - failures;
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }
}
