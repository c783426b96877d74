package dev.muster.session.cdi;

import dev.muster.MusterException;
import dev.muster.config.ConfigMessage;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.config.WarFile;
import dev.muster.session.servlet.WebXml;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves the application's {@code @SessionScoped} beans into the stored session, and lets the injected request and session
 * be the stored ones. Does nothing while {@code muster.session.store} is {@code container}.
 *
 * <p>Beans of the container stay where they are: some are used before any filter runs.
 */
public class SessionScopeExtension implements Extension {

    private static final String FRAGMENT = "muster_session";
    private static final List<String> CONTAINER = List.of(
            "com.sun.faces.", "org.apache.myfaces.", "org.glassfish.", "org.jboss.weld.", "org.apache.webbeans.");

    private final StoredSessionContext context = new StoredSessionContext();
    private boolean active;
    private @Nullable BeanManager manager;

    /** Reads the settings; a wrong one fails the deployment here. */
    void decide(@Observes BeforeBeanDiscovery event, BeanManager beanManager) {
        Settings settings = Settings.load(application());
        active = !settings.required(Setting.SESSION_STORE).equals("container");
        if (active) {
            manager = beanManager;
            requireServletSide();
            event.addScope(StoredSessionScoped.class, true, true);
        }
    }

    void removeInjectables(@Observes ProcessAnnotatedType<InjectedSession> event) {
        if (!active) {
            event.veto();
        }
    }

    void moveBeans(@Observes ProcessBeanAttributes<?> event) {
        if (active
                && event.getBeanAttributes().getScope() == SessionScoped.class
                && isOfTheApplication(event.getAnnotated())) {
            event.configureBeanAttributes().scope(StoredSessionScoped.class);
        }
    }

    void learn(@Observes ProcessBean<?> event) {
        if (event.getBean().getScope() == StoredSessionScoped.class) {
            context.know(event.getBean());
        }
    }

    void addContext(@Observes AfterBeanDiscovery event) {
        if (active) {
            event.addContext(context);
        }
    }

    Optional<Bean<?>> bean(String attribute) {
        return Optional.ofNullable(context.bean(attribute));
    }

    CreationalContext<Object> newCreation(Bean<Object> bean) {
        BeanManager current = manager;
        if (current == null) {
            throw new IllegalStateException("the extension is not active");
        }
        return current.createCreationalContext(bean);
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

    private static boolean isOfTheApplication(Annotated annotated) {
        Class<?> type = declaringClass(annotated);
        return type != null && CONTAINER.stream().noneMatch(type.getName()::startsWith) && isVisible(type);
    }

    private static @Nullable Class<?> declaringClass(Annotated annotated) {
        if (annotated instanceof AnnotatedType<?> type) {
            return type.getJavaClass();
        }
        return annotated instanceof AnnotatedMember<?> member
                ? member.getDeclaringType().getJavaClass()
                : null;
    }

    /** Classes of the application come from the loader of our own jar, or from one that it delegates to (EAR libraries). */
    private static boolean isVisible(Class<?> type) {
        ClassLoader server = SessionScoped.class.getClassLoader();
        return type.getClassLoader() != server && type.getClassLoader() != null;
    }

    private static ClassLoader application() {
        ClassLoader current = Thread.currentThread().getContextClassLoader();
        return current == null ? SessionScopeExtension.class.getClassLoader() : current;
    }
}
