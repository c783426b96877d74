package dev.muster.session.conversation;

import dev.muster.session.cdi.BeanInstance;
import dev.muster.session.cdi.BeanName;
import dev.muster.session.cdi.CurrentAccess;
import dev.muster.session.servlet.Exchange;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.BusyConversationException;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.NonexistentConversationException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpSession;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of one request, found when it is first needed:
 *
 * <ol>
 *   <li>A request without {@code cid} gets a transient one, whose beans are kept here and destroyed when the request ends.
 *   <li>{@link #begin} moves it into the session, {@link #end} takes it out again.
 *   <li>A request with {@code cid} joins the conversation of the session, alone on this server; if it cannot, it gets a
 *       transient one and an exception.
 * </ol>
 *
 * As a request itself, not made for several threads at once.
 */
final class RequestConversation {

    private static final long DEFAULT_TIMEOUT_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Exchange exchange;
    private final BeanManager manager;
    private final ConversationsInUse inUse;
    private final Map<String, BeanInstance> transientBeans = new LinkedHashMap<>();
    private @Nullable String id;
    private @Nullable Runnable giveBack;
    private long timeoutMillis = DEFAULT_TIMEOUT_MILLIS;

    private RequestConversation(Exchange exchange, BeanManager manager) {
        this.exchange = exchange;
        this.manager = manager;
        this.inUse = manager.getExtension(ConversationExtension.class).inUse();
    }

    /**
     * The conversation of the request that this thread works on.
     *
     * @throws NonexistentConversationException once, if the request asks for one that is not there
     * @throws BusyConversationException once, if the request asks for one that another request uses
     */
    static RequestConversation current(BeanManager manager) {
        Exchange exchange = CurrentAccess.requireRequest(manager);
        Optional<RequestConversation> known = known(exchange);
        return known.isPresent() ? known.get() : open(exchange, manager);
    }

    /** The conversation of a request, if it has needed one so far. */
    static Optional<RequestConversation> known(Exchange exchange) {
        return exchange.request().getAttribute(attribute(exchange)) instanceof RequestConversation known
                ? Optional.of(known)
                : Optional.empty();
    }

    private static RequestConversation open(Exchange exchange, BeanManager manager) {
        RequestConversation opened = new RequestConversation(exchange, manager);
        exchange.request().setAttribute(attribute(exchange), opened);
        exchange.atEnd(opened::close);
        opened.join(ConversationParameter.of(exchange.request()));
        return opened;
    }

    private static String attribute(Exchange exchange) {
        return RequestConversation.class.getName() + exchange.request().getContextPath();
    }

    private void join(@Nullable String requested) {
        Instant now = exchange.now();
        HttpSession session = exchange.existingSession();
        if (session != null) {
            ConversationRecord.all(session).stream()
                    .filter(record -> record.isOver(now))
                    .forEach(record -> record.removeFrom(session));
        }
        if (requested == null) {
            fire(Initialized.Literal.CONVERSATION);
        } else {
            join(session, requested, now);
        }
    }

    private void join(@Nullable HttpSession session, String requested, Instant now) {
        if (session == null || ConversationRecord.find(session, requested) == null) {
            throw unknown(requested);
        }
        giveBack = inUse.take(session, requested, PATIENCE);
        if (giveBack == null) {
            fire(Initialized.Literal.CONVERSATION);
            throw new BusyConversationException(ConversationMessage.BUSY.text(requested, PATIENCE.toMillis()));
        }
        id = requested;
        ConversationRecord record = current().orElseThrow(() -> unknown(requested));
        timeoutMillis = record.timeoutMillis();
        if (record.isUseDue(now)) {
            new ConversationRecord(requested, timeoutMillis, now).putInto(session);
        }
    }

    private NonexistentConversationException unknown(String requested) {
        fire(Initialized.Literal.CONVERSATION);
        return new NonexistentConversationException(ConversationMessage.UNKNOWN.text(requested));
    }

    /** Null for a transient one. */
    @Nullable String id() {
        return current().map(ConversationRecord::id).orElse(null);
    }

    long timeoutMillis() {
        return timeoutMillis;
    }

    void setTimeout(long millis) {
        timeoutMillis = millis;
        current()
                .ifPresent(record ->
                        new ConversationRecord(record.id(), millis, exchange.now()).putInto(exchange.session()));
    }

    void begin(@Nullable String wanted) {
        if (current().isPresent()) {
            throw new IllegalStateException("conversation '" + id + "' is long-running already");
        }
        HttpSession session = exchange.session();
        String begun = wanted == null ? UUID.randomUUID().toString().substring(0, 8) : wanted;
        if (ConversationRecord.find(session, begun) != null) {
            throw new IllegalArgumentException("this session has a conversation '" + begun + "' already");
        }
        ConversationRecord record = new ConversationRecord(begun, timeoutMillis, exchange.now());
        record.putInto(session);
        transientBeans.forEach((bean, instance) -> session.setAttribute(record.attribute(bean), instance));
        transientBeans.clear();
        giveBack = inUse.take(session, begun, PATIENCE);
        id = begun;
    }

    void end() {
        ConversationRecord record = current()
                .orElseThrow(() -> new IllegalStateException("a transient conversation ends with its request"));
        HttpSession session = exchange.session();
        for (String bean : record.beans(session)) {
            if (session.getAttribute(record.attribute(bean)) instanceof BeanInstance instance) {
                transientBeans.put(bean, instance.moveOut());
                session.removeAttribute(record.attribute(bean));
            }
        }
        record.moveOutOf(session);
        leave();
    }

    @SuppressWarnings("unchecked") // the name stands for one bean, which made the instance
    <T> @Nullable T get(Contextual<T> contextual, @Nullable CreationalContext<T> creation) {
        String bean = BeanName.of(contextual);
        BeanInstance found = find(bean);
        if (found == null && creation != null) {
            found = BeanInstance.create(contextual, creation);
            put(bean, found);
        }
        return found == null ? null : (T) found.value();
    }

    void destroy(Contextual<?> contextual) {
        String bean = BeanName.of(contextual);
        Optional<ConversationRecord> record = current();
        if (record.isPresent()) {
            exchange.session().removeAttribute(record.get().attribute(bean));
        } else {
            Optional.ofNullable(transientBeans.remove(bean)).ifPresent(instance -> instance.destroy(manager));
        }
    }

    private @Nullable BeanInstance find(String bean) {
        Optional<ConversationRecord> record = current();
        if (record.isEmpty()) {
            return transientBeans.get(bean);
        }
        return exchange.session().getAttribute(record.get().attribute(bean)) instanceof BeanInstance found
                ? found
                : null;
    }

    /** Its making may have begun or ended the conversation. */
    private void put(String bean, BeanInstance made) {
        current()
                .ifPresentOrElse(
                        record -> exchange.session().setAttribute(record.attribute(bean), made),
                        () -> transientBeans.put(bean, made));
    }

    /** The conversation as the session has it; it may have been ended together with the session. */
    private Optional<ConversationRecord> current() {
        String known = id;
        if (known == null) {
            return Optional.empty();
        }
        HttpSession session = exchange.existingSession();
        Optional<ConversationRecord> record =
                session == null ? Optional.empty() : Optional.ofNullable(ConversationRecord.find(session, known));
        if (record.isEmpty()) {
            leave();
        }
        return record;
    }

    private void leave() {
        id = null;
        if (giveBack != null) {
            giveBack.run();
            giveBack = null;
        }
    }

    private void close() {
        exchange.request().removeAttribute(attribute(exchange));
        try {
            if (current().isEmpty()) {
                fire(BeforeDestroyed.Literal.CONVERSATION);
                transientBeans.values().forEach(instance -> instance.destroy(manager));
                fire(Destroyed.Literal.CONVERSATION);
            }
        } finally {
            leave();
        }
    }

    private void fire(Annotation event) {
        manager.getEvent().select(event).fire(exchange.request());
    }
}
