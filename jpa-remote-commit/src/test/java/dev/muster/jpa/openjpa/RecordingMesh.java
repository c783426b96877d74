package dev.muster.jpa.openjpa;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.Eviction;
import java.util.ArrayList;
import java.util.List;

/** A mesh without peers that keeps what they would be told. */
final class RecordingMesh implements CommitExchange {

    private final List<Eviction> told = new ArrayList<>();

    /** What was told since the last call. */
    synchronized List<Eviction> told() {
        List<Eviction> all = List.copyOf(told);
        told.clear();
        return all;
    }

    private synchronized void tell(Eviction eviction) {
        told.add(eviction);
    }

    @Override
    public Attachment attach(String unit, CacheGuard cache) {
        return new Attachment() {
            @Override
            public void publish(Eviction eviction, Delivery delivery) {
                tell(eviction);
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }

    @Override
    public Delivery delivery() {
        return Delivery.ASYNC;
    }

    @Override
    public String description() {
        return "recording";
    }
}
