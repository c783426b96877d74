package dev.muster.benchmarks.jpa.node;

import dev.muster.benchmarks.jpa.spec.Items;
import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.jpa.spec.NodeSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.openjpa.event.RemoteCommitEvent;
import org.apache.openjpa.event.RemoteCommitEventManager;
import org.apache.openjpa.event.RemoteCommitListener;
import org.apache.openjpa.event.RemoteCommitProvider;
import org.apache.openjpa.persistence.JPAFacadeHelper;
import org.apache.openjpa.util.LongId;
import org.jspecify.annotations.Nullable;

/**
 * OpenJPA's remote commit provider without a database: events are handed to it as a commit would, and counted where it
 * fires them on the other nodes. Thread-safe.
 */
final class Broadcasts implements RemoteCommitListener {

    private static final long PAUSE_NANOS = 200_000;

    private final @Nullable RemoteCommitEventManager manager;
    private final AtomicInteger fired = new AtomicInteger();
    private final AtomicLongArray at = new AtomicLongArray(Items.MAX);
    private volatile long last;

    private Broadcasts(@Nullable RemoteCommitEventManager manager) {
        this.manager = manager;
    }

    /** Those of a node; EclipseLink has none. */
    static Broadcasts of(Store store, NodeSpec spec) {
        if (spec.variant().provider() != JpaVariant.Provider.OPENJPA) {
            return new Broadcasts(null);
        }
        RemoteCommitEventManager manager = JPAFacadeHelper.toBrokerFactory(store.factory())
                .getConfiguration()
                .getRemoteCommitEventManager();
        Broadcasts broadcasts = new Broadcasts(manager);
        manager.addListener(broadcasts);
        return broadcasts;
    }

    /** Hands over so many events, the i-th with the keys from i on; returns when each was handed over. */
    long[] send(int events, int ids, int rate) {
        RemoteCommitProvider provider =
                Objects.requireNonNull(manager, "only OpenJPA").getRemoteCommitProvider();
        long[] times = new long[events];
        Pace pace = new Pace(rate);
        for (int i = 0; i < events; i++) {
            RemoteCommitEvent event = event(i, ids);
            pace.await();
            times[i] = System.nanoTime();
            provider.broadcast(event);
        }
        return times;
    }

    private static RemoteCommitEvent event(int first, int ids) {
        List<Object> updated = new ArrayList<>();
        for (int i = 0; i < ids; i++) {
            updated.add(new LongId(OpenJpaItem.class, Items.key(first + i)));
        }
        return new RemoteCommitEvent(
                RemoteCommitEvent.PAYLOAD_OIDS, List.of(), List.of(OpenJpaItem.class.getName()), updated, List.of());
    }

    @Override
    public void afterCommit(RemoteCommitEvent event) {
        Collection<?> updated = event.getUpdatedObjectIds();
        if (updated != null && !updated.isEmpty() && updated.iterator().next() instanceof LongId id) {
            last = System.nanoTime();
            at.set(Items.number(id.getId()), last);
            fired.incrementAndGet();
        }
    }

    @Override
    public void close() {
        // ends with the factory
    }

    void reset() {
        fired.set(0);
        for (int i = 0; i < Items.MAX; i++) {
            at.set(i, 0);
        }
    }

    /** How many were fired here, once it is so many or the time is up, and when the last of them was. */
    long[] await(int wanted, long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (fired.get() < wanted && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return new long[] {fired.get(), last};
    }

    /** When the event of this number was fired, or 0. */
    long at(int number) {
        return at.get(number);
    }
}
