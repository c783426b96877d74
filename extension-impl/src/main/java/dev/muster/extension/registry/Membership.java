package dev.muster.extension.registry;

import dev.muster.MusterException;
import dev.muster.extension.ExtensionMessage;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The live servers as the database last showed them, and who is told about changes.
 *
 * <p>Those who want to know more than they do read one after the other, and whoever had to wait is content with a reading
 * that began meanwhile. A renewal of the own lease brings a reading of its own and waits for none of them: neither for a
 * connection on which nobody answers, nor for the dead to be buried, which may have to wait for their last transaction.
 * What was read is learned in the order of the readings; of two that overlapped, the one with the later database time
 * counts. Listeners hear of it on the executor's one thread, in that order.
 */
final class Membership implements Registry {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");

    private final ServerStore store;
    private final LongSupplier ticker;
    private final Executor events;
    private final List<MembershipListener> listeners = new CopyOnWriteArrayList<>();
    private final Executor undertaker;
    private final Object reading = new Object();
    private final Object learning = new Object();
    private final Map<Long, Server> known = new LinkedHashMap<>();
    private final Set<Long> beingBuried = ConcurrentHashMap.newKeySet();
    private volatile View view = new View(new Snapshot(0, List.of()), 0, 0);
    private final Set<Long> own = ConcurrentHashMap.newKeySet();

    /**
     * @param ticker monotonic clock in nanoseconds
     * @param events one thread
     * @param undertaker may take its time
     */
    Membership(ServerStore store, LongSupplier ticker, Executor events, Executor undertaker) {
        this.undertaker = undertaker;
        this.store = store;
        this.ticker = ticker;
        this.events = events;
    }

    @Override
    public List<Member> members() {
        View current = view;
        long now = current.snapshot.now() + TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - current.ticks);
        return current.snapshot.rows().stream()
                .filter(row -> row.isLiveAt(now))
                .map(ServerRow::member)
                .toList();
    }

    @Override
    public void refresh() {
        long asked = ticker.getAsLong();
        synchronized (reading) {
            long begins = ticker.getAsLong();
            if (hasBegunSince(asked)) {
                return;
            }
            learn(store.read(), begins);
        }
    }

    /** Whether what is known was read by somebody who began after this moment. */
    private boolean hasBegunSince(long asked) {
        View current = view;
        return !current.snapshot.rows().isEmpty() && current.ticks - asked > 0;
    }

    @Override
    public void listen(MembershipListener listener) {
        listeners.add(listener);
    }

    @Override
    public Orders orders(int serverId, long incarnation) {
        return view.snapshot.row(serverId, incarnation).map(ServerRow::orders).orElse(Orders.NONE);
    }

    @Override
    public long asOf() {
        return view.ticks;
    }

    @Override
    public boolean isGone(int serverId, long incarnation) {
        return view.snapshot
                .row(serverId)
                .filter(row -> row.incarnation() > incarnation
                        || (row.incarnation() == incarnation
                                && !row.server().state().isMember()))
                .isPresent();
    }

    @Override
    public boolean bury(int serverId, long incarnation) {
        return store.bury(serverId, incarnation);
    }

    /**
     * Learns what somebody has read.
     *
     * @param begun the ticker before the reading
     */
    void learn(Snapshot snapshot, long begun) {
        synchronized (learning) {
            View before = view;
            if (begun - before.learned < 0 && snapshot.now() < before.snapshot.now()) {
                return;
            }
            view = new View(snapshot, begun, ticker.getAsLong());
            compare(snapshot);
        }
        snapshot.rows().stream()
                .filter(row -> row.server().state().isMember() && !row.isLiveAt(snapshot.now()))
                .filter(row -> beingBuried.add(row.incarnation()))
                .forEach(row -> undertaker.execute(() -> buryLapsed(row)));
    }

    /** From now on this incarnation is this server and none of the others. */
    void self(Server self) {
        own.add(self.incarnation());
    }

    void fenced(Server self, String reason) {
        tell(listener -> listener.fenced(self, reason));
    }

    void regained(Server self) {
        events.execute(() -> tell(listener -> listener.regained(self)));
    }

    /**
     * So that rooms of the dead can be granted anew without delay, and so that nobody is said to have left who comes
     * back: a renewal that came in time may not be committed yet.
     */
    private void buryLapsed(ServerRow row) {
        try {
            if (store.bury(row.id(), row.incarnation())) {
                synchronized (learning) {
                    leave(row.server(), false);
                }
            }
        } catch (MusterException e) {
            LOG.log(Level.DEBUG, "the next reading tries again", e);
        } finally {
            beingBuried.remove(row.incarnation());
        }
    }

    private void leave(Server server, boolean orderly) {
        if (known.remove(server.incarnation()) != null) {
            events.execute(() -> tell(listener -> listener.left(server, orderly)));
        }
    }

    private void compare(Snapshot snapshot) {
        for (Server server : List.copyOf(known.values())) {
            Optional<ServerRow> row = snapshot.row(server.id(), server.incarnation());
            if (row.filter(it -> it.server().state().isMember()).isEmpty()) {
                boolean orderly = row.filter(it -> it.server().state() == ServerState.LEFT)
                        .isPresent();
                leave(server, orderly);
            }
        }
        for (ServerRow row : snapshot.live()) {
            if (!own.contains(row.incarnation()) && known.put(row.incarnation(), row.server()) == null) {
                events.execute(() -> tell(listener -> listener.joined(row.server())));
            }
        }
    }

    private void tell(Consumer<MembershipListener> event) {
        for (MembershipListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                String name = listener.getClass().getName();
                LOG.log(Level.WARNING, ExtensionMessage.OBSERVER_FAILED.text("the membership", name + ": " + e), e);
            }
        }
    }

    /** What was read; when that began, and when it was learned. */
    private record View(Snapshot snapshot, long ticks, long learned) {}
}
