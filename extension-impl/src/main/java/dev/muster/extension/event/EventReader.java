package dev.muster.extension.event;

import dev.muster.MusterException;
import dev.muster.event.ClusterEventsMissed;
import dev.muster.extension.ExtensionMessage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Follows the events of the other servers from the end of the table on, and calls the observers of each once. Where it
 * stands is known in memory only. A server that is fenced goes on reading. Used by one thread.
 */
public final class EventReader {

    private static final System.Logger LOG = System.getLogger("dev.muster.event");
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int BATCH = 100;
    private static final int POLLS_PER_CLEANING = 20;
    private static final long NOWHERE = -1;

    private final long origin;
    private final Codecs codecs;
    private final EventTable table;
    private final EventBeans beans;
    private final BooleanSupplier cleans;
    private long position = NOWHERE;
    private int polls;
    private boolean failing;

    /**
     * Begins at the end, as it is at the first poll.
     *
     * @param origin of the events that this server fired itself
     * @param cleans whether this server is the one that deletes old events
     */
    public EventReader(long origin, Codecs codecs, EventTable table, EventBeans beans, BooleanSupplier cleans) {
        this.origin = origin;
        this.codecs = codecs;
        this.table = table;
        this.beans = beans;
        this.cleans = cleans;
    }

    /** Reads what is new. Does not fail: an outage of the database is logged once, and the next poll tries again. */
    public void poll() {
        try {
            follow();
            if (++polls % POLLS_PER_CLEANING == 0) {
                tidy();
            }
            failing = false;
        } catch (MusterException e) {
            LOG.log(failing ? Level.DEBUG : Level.WARNING, EventMessage.UNREADABLE.text(e.getMessage()));
            failing = true;
        }
    }

    private void follow() {
        if (position == NOWHERE) {
            position = table.last();
            return;
        }
        List<StoredEvent> batch;
        do {
            batch = table.read(position, BATCH);
            batch.forEach(this::arrived);
        } while (batch.size() == BATCH);
    }

    private void arrived(StoredEvent event) {
        if (position > 0) {
            missed(event.sequence() - position - 1);
        }
        position = event.sequence();
        if (event.origin() != origin) {
            decode(event).ifPresent(decoded -> tell(decoded, () -> beans.arrived(decoded)));
        }
    }

    private Optional<Object> decode(StoredEvent event) {
        try {
            Optional<Object> decoded = codecs.decode(event.type(), event.payload());
            if (decoded.isEmpty()) {
                passedOver(event, "no codec here has this name");
            }
            return decoded;
        } catch (RuntimeException | Error e) {
            passedOver(event, "its codec failed with " + e);
            return Optional.empty();
        }
    }

    private void tidy() {
        long last = table.last();
        if (last < position) {
            // Somebody has emptied the table, and numbers begin anew.
            missed(last);
            position = last;
        }
        if (cleans.getAsBoolean()) {
            table.delete(position, KEPT);
        }
    }

    private void missed(long count) {
        if (count > 0) {
            LOG.log(Level.WARNING, EventMessage.MISSED.text(count));
            ClusterEventsMissed event = new ClusterEventsMissed(count);
            tell(event, () -> beans.missed(event));
        }
    }

    private static void passedOver(StoredEvent event, String reason) {
        LOG.log(Level.WARNING, EventMessage.PASSED_OVER.text(event.type(), event.sequence(), event.serverId(), reason));
    }

    private static void tell(Object event, Runnable observers) {
        try {
            observers.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, ExtensionMessage.OBSERVER_FAILED.text(event, e), e);
        }
    }
}
