package dev.muster.session.conversation;

import dev.muster.session.cdi.ApplicationScopes;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;

/**
 * Moves the application's {@code @ConversationScoped} beans into conversations of the stored session, and lets
 * {@code Conversation} be ours. Does nothing while {@code muster.session.store} is {@code container}.
 */
public class ConversationExtension implements Extension {

    private final ConversationsInUse inUse = new ConversationsInUse();
    private boolean active;

    void decide(@Observes BeforeBeanDiscovery event) {
        active = ApplicationScopes.areStored();
        if (active) {
            event.addScope(StoredConversationScoped.class, true, true);
        }
    }

    void removeInjectables(@Observes ProcessAnnotatedType<StoredConversation> event) {
        if (!active) {
            event.veto();
        }
    }

    void moveBeans(@Observes ProcessBeanAttributes<?> event) {
        if (active) {
            ApplicationScopes.move(event, ConversationScoped.class, StoredConversationScoped.class);
        }
    }

    void addContext(@Observes AfterBeanDiscovery event, BeanManager manager) {
        if (active) {
            event.addContext(new ConversationContext(manager));
        }
    }

    ConversationsInUse inUse() {
        return inUse;
    }
}
