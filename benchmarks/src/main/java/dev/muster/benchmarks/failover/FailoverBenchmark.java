package dev.muster.benchmarks.failover;

import dev.muster.benchmarks.server.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The run that kills servers and waits for their rooms. */
public final class FailoverBenchmark {

    private static final int SERVERS = 8;
    private static final int VICTIMS_PER_ROUND = 4;
    private static final int KILLS = 100;

    private FailoverBenchmark() {}

    /** Kills a hundred servers, some at a time, and writes {@code failover.md} and {@code failover.json}. */
    public static void run(Map<String, String> environment, Postgres postgres, Path runs, Path output)
            throws IOException, SQLException {
        long seed = Long.getLong("benchmark.seed", System.nanoTime() & 0xFFFF);
        System.out.println("seed: " + seed);
        postgres.execute("create database failover");
        List<Long> nanos = kill(KILLS, new Random(seed), Postgres.url("failover", postgres.port()), runs);
        environment.put("seed", Long.toString(seed));
        environment.put("servers", SERVERS + ", of which " + VICTIMS_PER_ROUND + " are killed at a time");
        System.out.println(Files.readString(FailoverReport.write(environment, nanos, output)));
    }

    /** The time from each kill until the room was granted anew. */
    static List<Long> kill(int kills, Random random, String url, Path runs) throws IOException {
        List<String> names =
                IntStream.rangeClosed(1, SERVERS).mapToObj(i -> "node" + i).toList();
        List<Long> nanos = new ArrayList<>();
        try (RoomCluster cluster = RoomCluster.start(names, url, runs)) {
            while (nanos.size() < kills) {
                nanos.addAll(new KillRound(cluster, random).kill(VICTIMS_PER_ROUND));
                System.out.println(nanos.size() + " kills");
            }
        }
        return nanos;
    }
}
