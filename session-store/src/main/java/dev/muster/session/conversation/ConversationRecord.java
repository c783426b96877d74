package dev.muster.session.conversation;

import dev.muster.session.servlet.Beans;
import dev.muster.session.servlet.Exchange;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A long-running conversation as the session keeps it, in an attribute of its own; the conversation's beans are attributes
 * whose names begin with that attribute's. When it goes, they are destroyed with it, on whichever server that is.
 * Thread-safe; what is stored never changes.
 */
final class ConversationRecord implements HttpSessionBindingListener, Serializable {

    static final String PREFIX = "dev.muster.conversation.";

    private static final String BEANS = "/";
    private static final long serialVersionUID = 1L;

    private final String id;
    private final long timeoutMillis;
    private final long usedAtMillis;
    private transient volatile boolean kept;

    /**
     * A conversation.
     *
     * @param id unique in the session
     * @param timeoutMillis how long it lives after its last use
     * @param usedAt when it was used last, by the store's clock, or up to a tenth of the timeout earlier
     */
    ConversationRecord(String id, long timeoutMillis, Instant usedAt) {
        this.id = id;
        this.timeoutMillis = timeoutMillis;
        this.usedAtMillis = usedAt.toEpochMilli();
    }

    static @Nullable ConversationRecord find(HttpSession session, String id) {
        return session.getAttribute(name(id)) instanceof ConversationRecord found ? found : null;
    }

    static List<ConversationRecord> all(HttpSession session) {
        return Collections.list(session.getAttributeNames()).stream()
                .filter(name -> name.startsWith(PREFIX) && !name.contains(BEANS))
                .map(session::getAttribute)
                .filter(ConversationRecord.class::isInstance)
                .map(ConversationRecord.class::cast)
                .toList();
    }

    private static String name(String id) {
        return PREFIX + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    String id() {
        return id;
    }

    long timeoutMillis() {
        return timeoutMillis;
    }

    boolean isOver(Instant now) {
        return now.toEpochMilli() - usedAtMillis > timeoutMillis;
    }

    /** Whether its last use was so long ago that another one is worth a write. */
    boolean isUseDue(Instant now) {
        return now.toEpochMilli() - usedAtMillis > timeoutMillis / 10;
    }

    void putInto(HttpSession session) {
        session.setAttribute(name(id), this);
    }

    void removeFrom(HttpSession session) {
        session.removeAttribute(name(id));
    }

    /** Removes it without an end: it goes on as the transient conversation of a request. */
    void moveOutOf(HttpSession session) {
        kept = true;
        removeFrom(session);
    }

    /** The attribute of a bean of this conversation. */
    String attribute(String bean) {
        return name(id) + BEANS + bean;
    }

    /** The names of its beans for which the session has attributes. */
    List<String> beans(HttpSession session) {
        String prefix = attribute("");
        return Collections.list(session.getAttributeNames()).stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /** It ends, unless it is moved or only makes place for its successor. */
    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        HttpSession session = event.getSession();
        if (!kept && find(session, id) == null) {
            Beans.manager(session.getServletContext()).ifPresent(manager -> destroy(manager, session));
        }
    }

    private void destroy(BeanManager manager, HttpSession session) {
        Exchange request = Exchange.current();
        Object payload = request == null ? id : request.request();
        Event<Object> events = manager.getEvent();
        events.select(BeforeDestroyed.Literal.CONVERSATION).fire(payload);
        beans(session).forEach(bean -> session.removeAttribute(attribute(bean)));
        events.select(Destroyed.Literal.CONVERSATION).fire(payload);
    }
}
