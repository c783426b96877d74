package dev.muster.session.conversation;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The conversations that requests of this server use: each by one at a time. Thread-safe. */
final class ConversationsInUse {

    private final ConcurrentHashMap<Key, CountDownLatch> inUse = new ConcurrentHashMap<>();

    /** Waits until the conversation is free and takes it; what gives it back, or null if it was not free in time. */
    @Nullable Runnable take(HttpSession session, String id, Duration patience) {
        Key key = new Key(session, id);
        CountDownLatch mine = new CountDownLatch(1);
        long deadline = System.nanoTime() + patience.toNanos();
        CountDownLatch other = inUse.putIfAbsent(key, mine);
        while (other != null) {
            if (!isReleased(other, deadline - System.nanoTime())) {
                return null;
            }
            other = inUse.putIfAbsent(key, mine);
        }
        return () -> {
            inUse.remove(key, mine);
            mine.countDown();
        };
    }

    private static boolean isReleased(CountDownLatch latch, long nanos) {
        try {
            return latch.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sessions are one object each on a server, as long as requests use them. */
    private record Key(HttpSession session, String id) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && session == key.session && id.equals(key.id);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(session) + id.hashCode();
        }
    }
}
