package dev.muster.session.cdi;

import dev.muster.MusterException;
import dev.muster.config.ConfigMessage;
import dev.muster.config.WarFile;
import dev.muster.session.guard.Health;
import dev.muster.session.servlet.WebXml;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Moves the application's {@code @SessionScoped} beans into the stored session, and lets the injected request and session
 * be the stored ones. Does nothing while {@code muster.session.store} is {@code container}.
 *
 * <p>Beans of the container stay where they are: some are used before any filter runs.
 */
public class SessionScopeExtension implements Extension {

    private static final String FRAGMENT = "muster_session";

    private final Map<String, Bean<?>> beans = new ConcurrentHashMap<>();
    private boolean active;

    /** Reads the settings; a wrong one fails the deployment here. */
    void decide(@Observes BeforeBeanDiscovery event) {
        active = ApplicationScopes.areStored();
        if (active) {
            requireServletSide();
            event.addScope(StoredSessionScoped.class, true, true);
            Health.addTo(event);
        }
    }

    void removeInjectables(@Observes ProcessAnnotatedType<InjectedSession> event) {
        if (!active) {
            event.veto();
        }
    }

    void moveBeans(@Observes ProcessBeanAttributes<?> event) {
        if (active) {
            ApplicationScopes.move(event, SessionScoped.class, StoredSessionScoped.class);
        }
    }

    /** All beans that can be in sessions, so that those are destroyed here too that only other servers have used. */
    void learn(@Observes ProcessBean<?> event) {
        if (active && event.getBean().getScope().getName().startsWith("dev.muster.")) {
            beans.put(BeanName.of(event.getBean()), event.getBean());
        }
    }

    void addContext(@Observes AfterBeanDiscovery event, BeanManager manager) {
        if (active) {
            event.addContext(new StoredSessionContext(manager));
        }
    }

    Optional<Bean<?>> bean(String name) {
        return Optional.ofNullable(beans.get(name));
    }

    private static void requireServletSide() {
        WarFile.around(SessionScopeExtension.class)
                .open("WEB-INF/web.xml")
                .ifPresent(SessionScopeExtension::requireServletSide);
    }

    private static void requireServletSide(InputStream webXml) {
        try (webXml) {
            if (WebXml.parse(webXml, "WEB-INF/web.xml").leavesOut(FRAGMENT)) {
                throw new MusterException(ConfigMessage.CUT_OFF, FRAGMENT, FRAGMENT);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
