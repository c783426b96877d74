package dev.muster.it.rooms;

import dev.muster.it.PayaraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Visitors who ask every server for every room all the time. Whoever starts them ends them. */
final class RoomLoad {

    private static final int VISITORS_PER_SERVER = 2;
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(15);

    private final Rooms rooms;
    private final Ask ask = new Ask();
    private final AtomicLong answers = new AtomicLong();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final ExecutorService visitors = Executors.newCachedThreadPool();
    private final Map<PayaraServer, ReadWriteLock> doors = new HashMap<>();
    private volatile boolean going = true;

    private RoomLoad(List<PayaraServer> servers, Rooms rooms) {
        this.rooms = rooms;
        servers.forEach(server -> doors.put(server, new ReentrantReadWriteLock()));
    }

    static RoomLoad start(List<PayaraServer> servers, Rooms rooms) {
        long seed = System.nanoTime();
        System.out.println("seed of the load: " + seed);
        var load = new RoomLoad(servers, rooms);
        for (var server : servers) {
            for (int i = 0; i < VISITORS_PER_SERVER; i++) {
                var random = new Random(seed++);
                load.visitors.execute(() -> load.visit(server, random));
            }
        }
        return load;
    }

    /** From now on nobody asks this server, as if a balancer had taken it out; returns when the last has been answered. */
    void spare(PayaraServer server) {
        doors.get(server).writeLock().lock();
    }

    /** This server is asked again; for the thread that spared it. */
    void askAgain(PayaraServer server) {
        doors.get(server).writeLock().unlock();
    }

    /** Requests that a server answered with the room's home. */
    long answers() {
        return answers.get();
    }

    /** Requests that a server refused or did not answer. */
    long failures() {
        return failures.values().stream().mapToLong(count -> count).sum();
    }

    /** Why, and how often each. */
    Map<String, Integer> reasons() {
        return new TreeMap<>(failures);
    }

    private void visit(PayaraServer server, Random random) {
        while (going) {
            var order = new ArrayList<>(rooms.names());
            Collections.shuffle(order, random);
            for (int i = 0; going && i < order.size(); i++) {
                visit(server, order.get(i));
                LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
            }
        }
    }

    private void visit(PayaraServer server, String room) {
        var door = doors.get(server).readLock();
        door.lock();
        try {
            ask.home(server, room);
            answers.incrementAndGet();
        } catch (IOException e) {
            failures.merge(server.name() + ": " + e, 1, Integer::sum);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            door.unlock();
        }
    }

    void end() throws InterruptedException {
        going = false;
        visitors.shutdown();
        if (!visitors.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("The load did not end");
        }
    }
}
