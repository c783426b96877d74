package dev.muster.extension.room;

import dev.muster.room.Participation;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A room that lives on this server, and who is in it. A name that joins several times is stored once and leaves with its
 * last participation. Thread-safe: everything is done under the monitor, the store's work too, so that memory and store
 * move together.
 */
final class HeldRoom {

    private final LiveGrant grant;
    private final ParticipantStore store;
    private final TreeMap<String, Integer> participations = new TreeMap<>();
    private final ReentrantLock opening = new ReentrantLock();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.OPENING);
    private volatile boolean open;
    private boolean ended;

    HeldRoom(LiveGrant grant, ParticipantStore store) {
        this.grant = grant;
        this.store = store;
    }

    LiveGrant grant() {
        return grant;
    }

    long epoch() {
        return grant.epoch();
    }

    /** Whether this is the room of that grant. */
    boolean isOf(LiveGrant other) {
        return grant.epoch() == other.epoch() && grant.server().isSameIncarnation(other.server());
    }

    /** Whether this room stays known when that grant is found. */
    boolean outlives(LiveGrant other) {
        return isOf(other) || grant.epoch() > other.epoch();
    }

    /**
     * Sees to it that everything is done that comes before anybody is let in: once, by the first who comes. The others
     * wait; only that thread itself is let in meanwhile. If it fails, the next one tries again.
     */
    void open(Runnable before) {
        if (open) {
            return;
        }
        opening.lock();
        try {
            if (!open && opening.getHoldCount() == 1) {
                before.run();
                open = true;
            }
        } finally {
            opening.unlock();
        }
    }

    /** The observers know that the room is here; false if it was lost meanwhile, which they do not know. */
    boolean opened() {
        return phase.compareAndSet(Phase.OPENING, Phase.OPEN);
    }

    /** The room is lost; whether that has to be told now: not twice, and not before its opening was told. */
    boolean lose() {
        return phase.getAndSet(Phase.LOST) == Phase.OPEN;
    }

    /** Empty if the room was granted anew meanwhile. */
    synchronized Optional<Participation> join(String participant) {
        if (!participations.containsKey(participant) && !store.add(grant, participant)) {
            return Optional.empty();
        }
        participations.merge(participant, 1, Integer::sum);
        return Optional.of(new Joined(participant));
    }

    synchronized List<String> participants() {
        return List.copyOf(participations.keySet());
    }

    /** The room is closed and whoever was in it has left. */
    synchronized void end() {
        ended = true;
        participations.clear();
    }

    private synchronized void leave(String participant) {
        if (ended) {
            return;
        }
        if (participations.getOrDefault(participant, 0) == 1) {
            store.remove(grant, participant);
        }
        participations.computeIfPresent(participant, (name, count) -> count == 1 ? null : count - 1);
    }

    /** What the observers know of the room. */
    private enum Phase {
        OPENING,
        OPEN,
        LOST
    }

    private final class Joined implements Participation {

        private final String participant;
        private boolean closed;

        Joined(String participant) {
            this.participant = participant;
        }

        @Override
        public String participant() {
            return participant;
        }

        /** If the store fails, this participation stays open and may be closed again. */
        @Override
        public synchronized void close() {
            if (!closed) {
                leave(participant);
                closed = true;
            }
        }
    }
}
