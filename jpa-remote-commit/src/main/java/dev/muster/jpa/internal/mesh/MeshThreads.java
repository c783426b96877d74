package dev.muster.jpa.internal.mesh;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one mesh: daemons, named, of the application's class loader, and none left at the end. Thread-safe. */
final class MeshThreads implements ThreadFactory {

    private final String server;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    MeshThreads(String server) {
        this.server = server;
    }

    @Override
    public Thread newThread(Runnable task) {
        Runnable tracked = () -> {
            running.add(Thread.currentThread());
            try {
                task.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        };
        Thread thread = new Thread(tracked, "muster-mesh-" + server + "-" + number.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(MeshThreads.class.getClassLoader());
        return thread;
    }

    /** Waits until all threads but the calling one have ended. */
    void awaitEnd(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Thread thread : running) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (thread != Thread.currentThread() && left > 0) {
                thread.join(left);
            }
        }
    }
}
