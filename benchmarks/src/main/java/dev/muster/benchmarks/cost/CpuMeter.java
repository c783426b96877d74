package dev.muster.benchmarks.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The CPU time of both servers and of all processes of the database, as Linux accounts it. What the clients use is not in
 * it. Thread-safe.
 */
public final class CpuMeter {

    /** Linux tells times in hundredths of a second, whatever its own ticks are. */
    private static final double MICROS_PER_TICK = 10_000;

    private static final Path PROC = Path.of("/proc");

    private final List<Long> nodes;
    private final long database;

    /** A meter of the servers and of the database that one of its processes, a child of the first one, belongs to. */
    public CpuMeter(List<Long> nodes, long databaseProcess) throws IOException {
        this.nodes = List.copyOf(nodes);
        this.database = read(databaseProcess)
                .orElseThrow(() -> new IOException("no process " + databaseProcess))
                .parent();
    }

    /** What was used until now. */
    public CpuTime now() throws IOException {
        double servers = 0;
        for (long node : nodes) {
            servers += read(node).map(Stat::ticks).orElse(0L);
        }
        return new CpuTime(servers * MICROS_PER_TICK, databaseTicks() * MICROS_PER_TICK);
    }

    /** The first process of the database and its children: those that live, and those that have ended. */
    private double databaseTicks() throws IOException {
        double ticks = read(database).map(Stat::ticksWithEndedChildren).orElse(0L);
        try (Stream<Path> processes = Files.list(PROC)) {
            for (Path process : processes.filter(CpuMeter::isProcess).toList()) {
                ticks += read(Long.parseLong(process.getFileName().toString()))
                        .filter(stat -> stat.parent == database)
                        .map(Stat::ticks)
                        .orElse(0L);
            }
        }
        return ticks;
    }

    private static boolean isProcess(Path path) {
        return Character.isDigit(path.getFileName().toString().charAt(0));
    }

    private static Optional<Stat> read(long pid) throws IOException {
        try {
            return Optional.of(Stat.parse(Files.readString(PROC.resolve(pid + "/stat"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (!Files.exists(PROC.resolve(Long.toString(pid)))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * CPU time in microseconds.
     *
     * @param servers of both servers
     * @param database of all the database's processes
     */
    public record CpuTime(double servers, double database) {

        /** From an earlier reading until this one, for each of so many requests. */
        public CpuTime since(CpuTime earlier, int requests) {
            return new CpuTime((servers - earlier.servers) / requests, (database - earlier.database) / requests);
        }
    }

    record Stat(long parent, long ticks, long ticksWithEndedChildren) {

        /** The line of {@code /proc/PID/stat}: the name of the program, in parentheses, may hold anything. */
        static Stat parse(String line) {
            String[] fields = line.substring(line.lastIndexOf(')') + 2).strip().split(" ");
            long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            long ended = Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
            return new Stat(Long.parseLong(fields[1]), own, own + ended);
        }
    }
}
