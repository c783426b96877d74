package dev.muster.jpa.internal.mesh;

import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.wire.FrameEncoder;
import dev.muster.jpa.internal.wire.Position;
import dev.muster.jpa.internal.wire.Refusal;
import dev.muster.jpa.internal.wire.StreamMark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What waits to be written to one peer, in order and bounded. Thread-safe; nobody but the writer ever blocks. */
final class Outbox {

    private final int capacity;
    private List<Item> items = new ArrayList<>();
    private int weight;
    private boolean finished;

    /**
     * @param capacity largest total weight of waiting items
     */
    Outbox(int capacity) {
        this.capacity = capacity;
    }

    /** Puts the item at the end; false, and nothing is put, if there is no room. */
    synchronized boolean offer(Item item) {
        if (finished) {
            return true;
        }
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
        if (finished) {
            return 0;
        }
        int dropped = items.size();
        items = new ArrayList<>(newItems);
        weight = items.stream().mapToInt(Item::weight).sum();
        notifyAll();
        return dropped;
    }

    /** Drops everything for a last item; what is put later is dropped too. */
    synchronized void finish(Item last) {
        if (!finished) {
            replace(List.of(last));
            finished = true;
        }
    }

    /** Puts a last item at the end; what is put later is dropped. */
    synchronized void end(Item last) {
        if (!finished) {
            items.add(last);
            finished = true;
            notifyAll();
        }
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

        /** As frames for a link. */
        List<byte[]> frames(FrameEncoder encoder);

        /** Whether nothing may follow. */
        default boolean isLast() {
            return false;
        }

        /** A measure of the memory it takes. */
        default int weight() {
            return 1;
        }
    }

    /** Names a stream and its position. */
    record Sync(StreamMark mark, String unit) implements Item {

        @Override
        public List<byte[]> frames(FrameEncoder encoder) {
            return List.of(encoder.sync(mark, unit));
        }
    }

    /** The positions of all streams. */
    record Heartbeat(long stamp, List<StreamMark> marks) implements Item {

        @Override
        public List<byte[]> frames(FrameEncoder encoder) {
            return List.of(encoder.heartbeat(stamp, marks));
        }
    }

    /** How far the streams of the peer have been followed. */
    record Heard(long stamp, List<StreamMark> marks) implements Item {

        @Override
        public List<byte[]> frames(FrameEncoder encoder) {
            return List.of(encoder.heard(stamp, marks));
        }
    }

    /** Where to go on with the streams of the peer: the first item of a link. */
    record Resume(List<Position> positions) implements Item {

        @Override
        public List<byte[]> frames(FrameEncoder encoder) {
            return List.of(encoder.resume(positions));
        }
    }

    /** One commit, and whether to say when it is done. */
    record Commit(StreamMark mark, Eviction eviction, boolean acknowledge) implements Item {

        @Override
        public List<byte[]> frames(FrameEncoder encoder) {
            return encoder.evict(mark, eviction, acknowledge);
        }

        @Override
        public int weight() {
            return eviction.weight();
        }
    }

    /** The last item: this server leaves. */
    record Goodbye() implements Item {

        @Override
        public List<byte[]> frames(FrameEncoder encoder) {
            return List.of(encoder.goodbye());
        }

        @Override
        public boolean isLast() {
            return true;
        }
    }

    /** The last item: another link to this peer has taken the place of this one. */
    record Superseded() implements Item {

        @Override
        public List<byte[]> frames(FrameEncoder encoder) {
            return List.of(new Refusal(true, "another link is up").encode());
        }

        @Override
        public boolean isLast() {
            return true;
        }
    }
}
