package dev.muster.extension.registry;

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
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The live servers as the database last showed them, and who is told about changes.
 *
 * <p>Readings are applied one at a time, in the order in which they were made; listeners hear of them on the executor's
 * one thread, in that order.
 */
final class Membership implements Registry {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");

    private final ServerStore store;
    private final LongSupplier ticker;
    private final Executor events;
    private final List<MembershipListener> listeners = new CopyOnWriteArrayList<>();
    private final Object reading = new Object();
    private final Map<Long, Server> known = new LinkedHashMap<>();
    private volatile View view = new View(new Snapshot(0, List.of()), 0);
    private final Set<Long> own = ConcurrentHashMap.newKeySet();

    /**
     * @param ticker monotonic clock in nanoseconds
     * @param events one thread
     */
    Membership(ServerStore store, LongSupplier ticker, Executor events) {
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
        read(() -> Optional.of(store.read()));
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

    /** Reads by the given means, which may also write, and may find nothing; nobody else reads meanwhile. */
    void read(Supplier<Optional<Snapshot>> means) {
        synchronized (reading) {
            long ticks = ticker.getAsLong();
            means.get().ifPresent(snapshot -> {
                view = new View(snapshot, ticks);
                compare(snapshot, buryLapsed(snapshot));
            });
        }
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
     *
     * @return the incarnations that are over
     */
    private Set<Long> buryLapsed(Snapshot snapshot) {
        return snapshot.rows().stream()
                .filter(row -> row.server().state().isMember() && !row.isLiveAt(snapshot.now()))
                .filter(row -> store.bury(row.id(), row.incarnation()))
                .map(ServerRow::incarnation)
                .collect(Collectors.toSet());
    }

    private void compare(Snapshot snapshot, Set<Long> buried) {
        for (Server server : List.copyOf(known.values())) {
            Optional<ServerRow> row = snapshot.row(server.id(), server.incarnation());
            boolean over = row.filter(it -> it.server().state().isMember()).isEmpty();
            if (over || buried.contains(server.incarnation())) {
                known.remove(server.incarnation());
                boolean orderly = row.filter(it -> it.server().state() == ServerState.LEFT)
                        .isPresent();
                events.execute(() -> tell(listener -> listener.left(server, orderly)));
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

    private record View(Snapshot snapshot, long ticks) {}
}
