package dev.muster.session.conversation;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.interceptor.Interceptor;
import org.jspecify.annotations.Nullable;

/** The {@code Conversation} that the application injects, in place of the container's. Used by one request. */
@Alternative
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
@RequestScoped
@Named("jakarta.enterprise.context.conversation")
class StoredConversation implements Conversation {

    @Inject
    private BeanManager manager;

    @Override
    public void begin() {
        current().begin(null);
    }

    @Override
    public void begin(String id) {
        current().begin(id);
    }

    @Override
    public void end() {
        current().end();
    }

    @Override
    public @Nullable String getId() {
        return current().id();
    }

    @Override
    public long getTimeout() {
        return current().timeoutMillis();
    }

    @Override
    public void setTimeout(long milliseconds) {
        current().setTimeout(milliseconds);
    }

    @Override
    public boolean isTransient() {
        return current().id() == null;
    }

    private RequestConversation current() {
        return RequestConversation.current(manager);
    }
}
