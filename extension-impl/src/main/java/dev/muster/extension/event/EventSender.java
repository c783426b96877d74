package dev.muster.extension.event;

import dev.muster.MusterException;
import dev.muster.event.Clustered;
import dev.muster.extension.event.Codecs.Encoded;
import dev.muster.server.ServerIdentity;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import java.lang.annotation.Annotation;
import java.util.Set;

/** Sends what this server fires to the others. Thread-safe. */
public final class EventSender {

    private static final Set<Class<? extends Annotation>> POSSIBLE = Set.of(Clustered.class, Any.class, Default.class);

    private final ServerIdentity me;
    private final long origin;
    private final Codecs codecs;
    private final EventStore store;

    /**
     * Sends the events of this server.
     *
     * @param origin by which this server knows its own events again, also after a fence
     */
    public EventSender(ServerIdentity me, long origin, Codecs codecs, EventStore store) {
        this.me = me;
        this.origin = origin;
        this.codecs = codecs;
        this.store = store;
    }

    /**
     * Sends an event, unless it came from another server.
     *
     * @param qualifiers with which it was fired
     * @throws MusterException if it cannot be sent; then nobody may observe it
     */
    public void send(Object event, Set<Annotation> qualifiers) {
        if (qualifiers.contains(Arrived.Literal.INSTANCE)) {
            return;
        }
        qualifiers.stream()
                .filter(qualifier -> !POSSIBLE.contains(qualifier.annotationType()))
                .findAny()
                .ifPresent(other -> {
                    throw refused(
                            event,
                            "it has the qualifier " + other + ", which the other servers would not be told."
                                    + " Put into the event what observers need to know");
                });
        Encoded encoded = codecs.encode(event);
        me.requireCurrent();
        store.append(origin, me.serverId(), encoded);
    }

    /** What to say of an event that was fired asynchronously: its observers are called before anybody could send it. */
    public MusterException refusedAsync(Object event) {
        return refused(event, "fireAsync is not possible. Call fire, from a thread of your own if need be");
    }

    private static MusterException refused(Object event, String reason) {
        return new MusterException(EventMessage.REFUSED, event.getClass().getName(), reason);
    }
}
