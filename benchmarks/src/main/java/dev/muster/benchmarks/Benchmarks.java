package dev.muster.benchmarks;

import dev.muster.benchmarks.failover.FailoverBenchmark;
import dev.muster.benchmarks.jpa.JpaBenchmark;
import dev.muster.benchmarks.jpa.fault.FaultTable;
import dev.muster.benchmarks.jpa.measure.JpaPlan;
import dev.muster.benchmarks.micro.MicroBenchmarks;
import dev.muster.benchmarks.plan.Plan;
import dev.muster.benchmarks.rooms.RoomsBenchmark;
import dev.muster.benchmarks.server.Postgres;
import java.nio.file.Path;
import java.util.Map;

/** The one command: {@code ./mvnw -Pbenchmarks}. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs, and ends with status 1 if something that is counted exceeds its limit.
     *
     * @param arguments {@code full}, {@code quick}, {@code counts}, {@code micro}, {@code jpa}, {@code jpa-quick}, {@code jpa-faults}
     *     {@code failover} or {@code rooms}; {@code sticky} or {@code alternating}; the directory of this module
     */
    public static void main(String[] arguments) throws Exception {
        Path module = Path.of(arguments[2]);
        if (arguments[0].equals("micro")) {
            MicroBenchmarks.run(module.resolve("target"));
            return;
        }
        // PostgreSQL's programs are unpacked here, so that nothing stays outside of the build
        System.setProperty(
                "ot.epg.working-dir", module.resolve("target/postgresql").toString());
        if (arguments[0].startsWith("jpa")) {
            jpa(arguments[0], module);
            System.exit(0);
        }
        if (arguments[0].equals("failover")) {
            failover(module);
            System.exit(0);
        }
        if (arguments[0].equals("rooms")) {
            rooms(module);
            System.exit(0);
        }
        boolean checkedIn = arguments[0].equals("full") && arguments[1].equals("sticky");
        Path output = module.resolve(checkedIn ? "results" : "target/results");
        boolean kept =
                new SessionBenchmark(Plan.of(arguments[0], arguments[1]), module.resolve("target/run"), output).run();
        // Whatever still runs in the background has nothing left to do
        System.exit(kept ? 0 : 1);
    }

    private static void rooms(Path module) throws Exception {
        try (Postgres postgres = Postgres.startDurable()) {
            RoomsBenchmark.run(Environment.ofMachine(postgres), postgres, module.resolve("results"));
        }
    }

    private static void failover(Path module) throws Exception {
        try (Postgres postgres = Postgres.startDurable()) {
            FailoverBenchmark.run(
                    Environment.ofMachine(postgres),
                    postgres,
                    module.resolve("target/failover"),
                    module.resolve("results"));
        }
    }

    private static void jpa(String name, Path module) throws Exception {
        Path runs = module.resolve("target/jpa");
        Path results = module.resolve("results");
        try (Postgres postgres = Postgres.startDurable()) {
            Map<String, String> environment = Environment.ofJpa(postgres);
            switch (name) {
                case "jpa" -> JpaBenchmark.run(JpaPlan.of(false), environment, postgres, runs, results);
                case "jpa-quick" ->
                    JpaBenchmark.run(JpaPlan.of(true), environment, postgres, runs, module.resolve("target/results"));
                case "jpa-faults" -> FaultTable.run(environment, postgres, runs, results);
                default -> throw new IllegalArgumentException("-Dbenchmark=" + name);
            }
        }
    }
}
