package dev.muster.session.conversation;

import dev.muster.session.servlet.Beans;
import dev.muster.session.servlet.Exchange;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.NonexistentConversationException;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries a long-running conversation from a page to the request that its forms and redirects make, by {@code cid} in
 * their addresses. Thread-safe.
 */
final class ConversationViewHandler extends ViewHandlerWrapper {

    private static final String BOOKMARKABLE = ConversationViewHandler.class.getName() + ".bookmarkable";

    private final boolean containerIsBelow;

    ConversationViewHandler(ViewHandler wrapped) {
        super(isOfContainer(wrapped) ? ((ViewHandlerWrapper) wrapped).getWrapped() : wrapped);
        containerIsBelow = Stream.iterate(
                        getWrapped(),
                        ViewHandlerWrapper.class::isInstance,
                        handler -> ((ViewHandlerWrapper) handler).getWrapped())
                .anyMatch(ConversationViewHandler::isOfContainer);
    }

    /** Whether this is Weld's own, which asks for a conversation of the container, begins one and so fires its events. */
    private static boolean isOfContainer(ViewHandler handler) {
        return handler instanceof ViewHandlerWrapper
                && handler.getClass().getName().startsWith("org.jboss.weld.");
    }

    @Override
    public String getActionURL(FacesContext context, String viewId) {
        Exchange exchange = Exchange.current();
        Optional<BeanManager> manager = exchange == null ? Optional.empty() : manager(exchange);
        if (containerIsBelow) {
            manager.ifPresent(m -> calmContainer(context, m));
        }
        String url = super.getActionURL(context, viewId);
        return exchange == null || manager.isEmpty() || context.getAttributes().containsKey(BOOKMARKABLE)
                ? url
                : withConversation(url, exchange, manager.get());
    }

    /** Links that stay valid beyond the page do not carry its conversation. */
    @Override
    public String getBookmarkableURL(
            FacesContext context, String viewId, Map<String, List<String>> parameters, boolean includeViewParams) {
        context.getAttributes().put(BOOKMARKABLE, true);
        try {
            return super.getBookmarkableURL(context, viewId, parameters, includeViewParams);
        } finally {
            context.getAttributes().remove(BOOKMARKABLE);
        }
    }

    private static Optional<BeanManager> manager(Exchange exchange) {
        return Beans.manager(exchange.request().getServletContext());
    }

    private static String withConversation(String url, Exchange exchange, BeanManager manager) {
        String id = longRunning(exchange, manager);
        return id == null || url.contains("?cid=") || url.contains("&cid=")
                ? url
                : url + (url.contains("?") ? '&' : '?') + ConversationParameter.NAME + "="
                        + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private static @Nullable String longRunning(Exchange exchange, BeanManager manager) {
        boolean needed =
                RequestConversation.known(exchange).isPresent() || ConversationParameter.of(exchange.request()) != null;
        return needed ? RequestConversation.current(manager).id() : null;
    }

    /**
     * The container's own view handler asks for the container's own conversation, which does not know ours. It complains
     * once per request, so it is given the opportunity here.
     */
    private static void calmContainer(FacesContext context, BeanManager manager) {
        String done = ConversationViewHandler.class.getName();
        if (context.getExternalContext().getRequest() instanceof HttpServletRequest request
                && ConversationParameter.of(request) != null
                && context.getAttributes().putIfAbsent(done, true) == null) {
            manager.getBeans(Conversation.class).stream()
                    .filter(bean -> bean.getBeanClass() != StoredConversation.class)
                    .forEach(bean -> askContainer((Conversation)
                            manager.getReference(bean, Conversation.class, manager.createCreationalContext(bean))));
        }
    }

    private static void askContainer(Conversation conversation) {
        try {
            boolean ignored = conversation.isTransient();
        } catch (NonexistentConversationException | ContextNotActiveException e) {
            // Expected: it is ours.
        }
    }
}
