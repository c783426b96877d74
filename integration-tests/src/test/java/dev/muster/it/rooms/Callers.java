package dev.muster.it.rooms;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Visitors who enter rooms by some servers, one visitor by each, all the time. Whoever starts them ends them. */
final class Callers {

    private static final Duration BETWEEN_CALLS = Duration.ofMillis(10);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Throwable> refused = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean going = true;

    static Callers start(List<Desk> servers, List<String> rooms) {
        var callers = new Callers();
        servers.forEach(server -> callers.threads.execute(() -> callers.call(server, rooms)));
        return callers;
    }

    private void call(Desk server, List<String> rooms) {
        while (going) {
            for (var room : rooms) {
                enter(server, room);
                LockSupport.parkNanos(BETWEEN_CALLS.toNanos());
            }
        }
    }

    private void enter(Desk server, String room) {
        long start = System.nanoTime();
        try {
            server.enter(room);
            answers.incrementAndGet();
        } catch (RuntimeException e) {
            refused.add(e);
        }
        longest.accumulateAndGet(System.nanoTime() - start, Math::max);
    }

    long answers() {
        return answers.get();
    }

    /** Those to whom no server told where the room lives. */
    List<Throwable> refused() {
        return List.copyOf(refused);
    }

    /** How long the most patient one had to wait. */
    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    void end() throws InterruptedException {
        going = false;
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("The callers did not end");
        }
    }
}
