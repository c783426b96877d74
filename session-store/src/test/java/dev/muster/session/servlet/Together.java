package dev.muster.session.servlet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work on a thread each, until all is done or some fails. What fails first is the reason: the others are interrupted
 * at once, for they may be waiting for the thread that failed, and the reason says where they were.
 */
final class Together {

    /** The longest time in which no thread ends, of a long run too. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final BlockingQueue<Optional<Throwable>> ends = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    private Together(List<Work> works) {
        for (Work work : works) {
            threads.add(new Thread(() -> ends.add(failureOf(work)), "together-" + threads.size()));
        }
    }

    /**
     * Returns once all is done.
     *
     * @throws AssertionError with the first failure as its cause; suppressed are the places where the other threads were
     *     then, and how they ended
     */
    static void run(List<Work> works) throws InterruptedException {
        new Together(works).run();
    }

    private void run() throws InterruptedException {
        threads.forEach(Thread::start);
        Optional<Throwable> failure = firstFailure();
        if (failure.isPresent()) {
            AssertionError error = new AssertionError("one of several threads failed", failure.get());
            threads.stream().filter(Thread::isAlive).map(Together::placeOf).forEach(error::addSuppressed);
            stop();
            ends.forEach(end -> end.ifPresent(error::addSuppressed));
            throw error;
        }
    }

    private Optional<Throwable> firstFailure() throws InterruptedException {
        for (int i = 0; i < threads.size(); i++) {
            Optional<Throwable> end = ends.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (end == null) {
                return Optional.of(new TimeoutException("no thread ended in " + LIMIT));
            }
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }

    /** Nothing of a test shall go on in the next one. */
    private void stop() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(30).toMillis());
        }
    }

    private static Throwable placeOf(Thread thread) {
        Throwable place = new Throwable(thread.getName() + " was here, " + thread.getState());
        place.setStackTrace(thread.getStackTrace());
        return place;
    }

    private static Optional<Throwable> failureOf(Work work) {
        try {
            work.run();
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }

    /** What one of the threads does. */
    interface Work {
        void run() throws Exception;
    }
}
