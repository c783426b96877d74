package dev.muster.benchmarks.load;

import dev.muster.benchmarks.plan.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;

/** All clients of one cluster, each with its own sessions, of one size. For one thread; who opens it closes it. */
public final class Load implements AutoCloseable {

    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "client");
        thread.setDaemon(true);
        thread.start();
    };

    private final List<Client> clients = new ArrayList<>();

    private Load() {}

    /**
     * Opens connections and sessions.
     *
     * @param ports the servers
     * @param clients how many; spread evenly over the servers
     * @param alternating whether each client uses all servers in turn
     * @param large whether the sessions have a large attribute
     */
    public static Load open(List<Integer> ports, int clients, boolean alternating, boolean large) throws IOException {
        Load load = new Load();
        for (int i = 0; i < clients; i++) {
            List<Integer> mine = alternating ? ports : List.of(ports.get(i % ports.size()));
            load.clients.add(new Client(mine, large ? "/start-large" : "/start"));
        }
        return load;
    }

    /** Sends as much as goes within a time. */
    public Slice sendFor(Duration time, Workload workload) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        return send(workload, requests -> System.nanoTime() - end < 0);
    }

    /** Sends so many requests by each client. */
    public Slice send(int requestsOfEach, Workload workload) throws IOException {
        return send(workload, requests -> requests < requestsOfEach);
    }

    private Slice send(Workload workload, IntPredicate wanted) throws IOException {
        long start = System.nanoTime();
        CompletableFuture<?>[] running = clients.stream()
                .map(client -> CompletableFuture.runAsync(() -> send(client, workload, wanted), THREADS))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(running).join();
        } catch (CompletionException e) {
            throw new IOException(workload.title() + " failed: " + e.getMessage(), e);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        int wrong = clients.stream().mapToInt(Client::wrong).sum();
        return new Slice(elapsed, wrong, sortedNanos());
    }

    private static void send(Client client, Workload workload, IntPredicate wanted) {
        try {
            client.send(workload, wanted);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private long[] sortedNanos() {
        return clients.stream()
                .flatMapToLong(client -> LongStream.of(client.nanos()))
                .sorted()
                .toArray();
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.close();
        }
    }

    /**
     * What came of sending.
     *
     * @param elapsed from the first request to the last answer
     * @param wrong answers that did not know of the request before
     * @param nanos how long the requests took, ascending
     */
    public record Slice(Duration elapsed, int wrong, long[] nanos) {

        /** How many requests were answered. */
        public int requests() {
            return nanos.length;
        }

        /** Requests per second. */
        public double throughput() {
            return nanos.length / (elapsed.toNanos() / 1e9);
        }

        /** The time in milliseconds that a share of the requests did not exceed. */
        public double millis(double share) {
            return nanos.length == 0 ? 0 : nanos[(int) (share * (nanos.length - 1))] / 1e6;
        }
    }
}
