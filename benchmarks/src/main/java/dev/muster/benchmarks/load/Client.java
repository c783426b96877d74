package dev.muster.benchmarks.load;

import dev.muster.benchmarks.plan.Plan;
import dev.muster.benchmarks.plan.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Sends one request after the other, to its sessions in turn, and checks that each answer knows of the one before. For one
 * thread at a time; who opens it closes it.
 */
final class Client implements AutoCloseable {

    private final List<HttpConnection> connections = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();
    private long[] nanos = new long[1 << 14];
    private int requests;
    private int wrong;
    private int turn;

    /** A client of these servers, who alternates between them if there are several, with sessions of its own. */
    Client(List<Integer> ports, String startPath) throws IOException {
        for (int port : ports) {
            connections.add(new HttpConnection(port));
        }
        for (int i = 0; i < Plan.SESSIONS; i++) {
            Visit visit = new Visit();
            connections.get(0).get(startPath, visit.cookies);
            visits.add(visit);
        }
    }

    /** Sends requests as long as they are wanted, given how many there were. */
    void send(Workload workload, IntPredicate wanted) throws IOException {
        requests = 0;
        wrong = 0;
        while (wanted.test(requests)) {
            Visit visit = visits.get(turn % visits.size());
            // The sessions are even in number: without the second term each would stay with one server
            HttpConnection connection = connections.get((turn + turn / visits.size()) % connections.size());
            turn++;
            long start = System.nanoTime();
            String answer = connection.get(workload.path(), visit.cookies);
            record(System.nanoTime() - start);
            visit.counter += workload.step();
            check(visit, Integer.parseInt(answer));
        }
    }

    private void record(long duration) {
        if (requests == nanos.length) {
            nanos = Arrays.copyOf(nanos, requests * 2);
        }
        nanos[requests++] = duration;
    }

    private void check(Visit visit, int counter) {
        if (counter != visit.counter) {
            visit.counter = counter;
            wrong++;
        }
    }

    /** How long each request of the last sending took. */
    long[] nanos() {
        return Arrays.copyOf(nanos, requests);
    }

    /** How many answers of the last sending did not know of the request before. */
    int wrong() {
        return wrong;
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection : connections) {
            connection.close();
        }
    }

    private static final class Visit {
        final Cookies cookies = new Cookies();
        int counter;
    }
}
