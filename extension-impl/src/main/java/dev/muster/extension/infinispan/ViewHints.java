package dev.muster.extension.infinispan;

import dev.muster.MusterException;
import dev.muster.extension.registry.Registry;
import dev.muster.server.Server;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets the registry look when Infinispan's view changes, so that members are announced at once and not at the next renewal.
 * The view decides nothing: a server that is gone from it may still have its lease, and is looked at again when that is due.
 * Runs on one thread.
 */
final class ViewHints {

    private static final System.Logger LOG = System.getLogger("dev.muster.rooms");

    /** Safely past the end of a lease, as well as the database's clock is known here. */
    private static final long MARGIN_MILLIS = 50;

    private final Registry registry;
    private final LongSupplier databaseMillis;
    private final Timer timer;
    private Set<Long> view = Set.of();

    /** @param databaseMillis the database's clock in epoch milliseconds */
    ViewHints(Registry registry, LongSupplier databaseMillis, Timer timer) {
        this.registry = registry;
        this.databaseMillis = databaseMillis;
        this.timer = timer;
    }

    void changed(Set<Long> now) {
        Set<Long> gone = new HashSet<>(view);
        gone.removeAll(now);
        view = now;
        refresh();
        registry.servers().stream()
                .filter(server -> gone.contains(server.incarnation()))
                .forEach(this::lookWhenDue);
    }

    private void lookWhenDue(Server server) {
        long left = server.leaseUntil().toEpochMilli() - databaseMillis.getAsLong();
        timer.after(TimeUnit.MILLISECONDS.toNanos(Math.max(0, left) + MARGIN_MILLIS), () -> look(server));
    }

    /** One that has renewed its lease meanwhile is alive, and left to the usual renewals again. */
    private void look(Server before) {
        refresh();
        registry.live(before.id(), before.incarnation())
                .filter(now -> now.leaseUntil().equals(before.leaseUntil()))
                .ifPresent(this::lookWhenDue);
    }

    private void refresh() {
        try {
            registry.refresh();
        } catch (MusterException e) {
            LOG.log(Level.DEBUG, "the next renewal reads the registry", e);
        }
    }
}
