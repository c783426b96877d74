package dev.muster.session.conversation;

import dev.muster.session.cdi.ApplicationScopes;
import jakarta.faces.application.Application;
import jakarta.faces.application.ApplicationConfigurationPopulator;
import jakarta.faces.event.PostConstructApplicationEvent;
import jakarta.faces.event.SystemEvent;
import jakarta.faces.event.SystemEventListener;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Adds our view handler to a Faces application with stored sessions, around all others. Found by Faces; without Faces it
 * is never loaded. Thread-safe.
 */
public final class FacesSetup extends ApplicationConfigurationPopulator implements SystemEventListener {

    @Override
    public void populateApplicationConfiguration(Document configuration) {
        if (ApplicationScopes.areStored()) {
            Element listener = add(add(configuration.getDocumentElement(), "application"), "system-event-listener");
            add(listener, "system-event-listener-class").setTextContent(FacesSetup.class.getName());
            add(listener, "system-event-class").setTextContent(PostConstructApplicationEvent.class.getName());
        }
    }

    private static Element add(Element parent, String name) {
        Element child = parent.getOwnerDocument().createElementNS(parent.getNamespaceURI(), name);
        parent.appendChild(child);
        return child;
    }

    @Override
    public boolean isListenerForSource(Object source) {
        return source instanceof Application;
    }

    /** Everything is configured, and no request has come yet. */
    @Override
    public void processEvent(SystemEvent event) {
        Application application = (Application) event.getSource();
        application.setViewHandler(new ConversationViewHandler(application.getViewHandler()));
    }
}
