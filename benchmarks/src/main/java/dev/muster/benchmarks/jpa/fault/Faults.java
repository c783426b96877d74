package dev.muster.benchmarks.jpa.fault;

import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.server.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Plays scenes. For one thread. */
public final class Faults {

    private final Postgres postgres;
    private final Path directory;

    /** On a database server, with a directory for logs. */
    public Faults(Postgres postgres, Path directory) {
        this.postgres = postgres;
        this.directory = directory;
    }

    /** Plays one scene with one variant. */
    public Outcome play(Scene scene, JpaVariant variant, int rounds)
            throws IOException, SQLException, InterruptedException {
        try (Arena arena = Arena.open(variant, scene.nodes(), postgres, directory)) {
            Scene.Report report = scene.play(arena, rounds);
            return new Outcome(
                    scene.title(),
                    variant,
                    report.commits(),
                    report.stale().entities(),
                    report.stale().queries(),
                    arena.reasons(),
                    report.note());
        }
    }
}
