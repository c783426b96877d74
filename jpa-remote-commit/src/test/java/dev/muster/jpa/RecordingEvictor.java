package dev.muster.jpa;

import dev.muster.jpa.internal.commit.CacheEvictor;
import dev.muster.jpa.internal.commit.EntityKey;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told to evict. */
public final class RecordingEvictor implements CacheEvictor {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void evict(String entityType, Collection<EntityKey> keys) {
        calls.add(entityType + keys.stream().map(EntityKey::parts).toList());
    }

    @Override
    public void evictType(String entityType) {
        calls.add(entityType);
    }

    @Override
    public void evictAll() {
        calls.add("all");
    }

    /** All calls so far, in order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Begins anew. */
    public void forget() {
        calls.clear();
    }

    /** How often everything was evicted. */
    public long flushes() {
        return calls.stream().filter("all"::equals).count();
    }

    /** Waits for a call. */
    public void await(String call) throws InterruptedException {
        Await.until(call + " in " + calls, () -> calls.contains(call));
    }
}
