package dev.muster.session.conversation;

import dev.muster.session.cdi.CurrentAccess;
import dev.muster.session.servlet.Exchange;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** The context of the conversation that the current request belongs to. Thread-safe. */
final class ConversationContext implements AlterableContext {

    private final BeanManager manager;

    ConversationContext(BeanManager manager) {
        this.manager = manager;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return StoredConversationScoped.class;
    }

    @Override
    public boolean isActive() {
        return CurrentAccess.find(manager) instanceof Exchange;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual) {
        return get(contextual, null);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual, @Nullable CreationalContext<T> creation) {
        return RequestConversation.current(manager).get(contextual, creation);
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        RequestConversation.current(manager).destroy(contextual);
    }
}
