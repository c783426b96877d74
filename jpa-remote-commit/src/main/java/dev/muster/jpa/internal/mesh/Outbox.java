package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.wire.StreamMark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What waits to be written to one peer, in order and bounded. Thread-safe; nobody but the writer ever blocks. */
final class Outbox {

    private final int capacity;
    private List<Item> items = new ArrayList<>();
    private int weight;

    /**
     * @param capacity largest total weight of waiting items
     */
    Outbox(int capacity) {
        this.capacity = capacity;
    }

    /** Puts the item at the end; false, and nothing is put, if there is no room. */
    synchronized boolean offer(Item item) {
        if (!items.isEmpty() && weight + item.weight() > capacity) {
            return false;
        }
        items.add(item);
        weight += item.weight();
        notifyAll();
        return true;
    }

    /** Drops everything for these items; returns how many were dropped. */
    synchronized int replace(Collection<? extends Item> newItems) {
        int dropped = items.size();
        items = new ArrayList<>(newItems);
        weight = items.stream().mapToInt(Item::weight).sum();
        notifyAll();
        return dropped;
    }

    /** Takes all that waits, and waits until there is something. */
    synchronized List<Item> take() throws InterruptedException {
        while (items.isEmpty()) {
            wait();
        }
        List<Item> taken = items;
        items = new ArrayList<>();
        weight = 0;
        return taken;
    }

    /** Number of waiting items. */
    synchronized int size() {
        return items.size();
    }

    /** Something to write. */
    sealed interface Item {

        /** A measure of the memory it takes. */
        default int weight() {
            return 1;
        }
    }

    /** Names a stream and its position. */
    record Sync(StreamMark mark, String unit) implements Item {}

    /** The positions of all streams. */
    record Heartbeat(List<StreamMark> marks) implements Item {}

    /** One commit. */
    record Commit(StreamMark mark, Eviction eviction) implements Item {

        @Override
        public int weight() {
            return eviction.weight();
        }
    }

    /** The last item: this server leaves. */
    record Goodbye() implements Item {}

    /** The last item: another link to this peer has taken the place of this one. */
    record Superseded() implements Item {}
}
