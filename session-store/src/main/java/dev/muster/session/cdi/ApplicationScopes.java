package dev.muster.session.cdi;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the application's beans from a scope of the container into one of ours. Beans of the container stay where they
 * are: some are used before any filter runs.
 */
public final class ApplicationScopes {

    /** MyFaces is not among them: in beans of its own it keeps those of the views, which are the application's. */
    private static final List<String> CONTAINER =
            List.of("com.sun.faces.", "org.glassfish.", "org.jboss.weld.", "org.apache.webbeans.");

    private ApplicationScopes() {}

    /** Whether the sessions of the application that is deployed by this thread are stored. */
    public static boolean areStored() {
        return !Settings.load(application()).required(Setting.SESSION_STORE).equals("container");
    }

    /** Moves a bean if it is the application's and of that scope. */
    public static void move(
            ProcessBeanAttributes<?> event, Class<? extends Annotation> from, Class<? extends Annotation> to) {
        if (event.getBeanAttributes().getScope() == from && isOfTheApplication(event.getAnnotated())) {
            event.configureBeanAttributes().scope(to);
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

    /**
     * Classes of the application come from the loader of our own jar, which may have CDI itself in its libraries, or from
     * one that it delegates to (EAR libraries).
     */
    private static boolean isVisible(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == ApplicationScopes.class.getClassLoader()
                || (loader != SessionScoped.class.getClassLoader() && loader != null);
    }

    private static ClassLoader application() {
        ClassLoader current = Thread.currentThread().getContextClassLoader();
        return current == null ? ApplicationScopes.class.getClassLoader() : current;
    }
}
