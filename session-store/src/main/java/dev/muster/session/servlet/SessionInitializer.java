package dev.muster.session.servlet;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter if {@code muster.session.store} is not {@code container}; else leaves the application as it is.
 *
 * <p>Where a filter that asks to be first ends up differs: the last registration wins on some servers, the first on
 * others. So it is mapped here and once more by {@link SessionStartup}.
 */
@HandlesTypes({HttpSessionListener.class, HttpSessionAttributeListener.class, HttpSessionIdListener.class})
public final class SessionInitializer implements ServletContainerInitializer {

    static final String FILTER = "muster_session";

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        Settings settings = Settings.load(context.getClassLoader());
        if (settings.required(Setting.SESSION_STORE).equals("container")) {
            return;
        }
        new Deployment(settings, classes == null ? Set.of() : Set.copyOf(classes)).publish(context);
        FilterRegistration.Dynamic filter = context.addFilter(FILTER, new SessionFilter());
        filter.setAsyncSupported(true);
        context.addListener(new RequestExit());
        mapFirst(filter);
    }

    static void mapFirst(FilterRegistration filter) {
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    /**
     * What the initializer hands on to the listener.
     *
     * @param settings of this application
     * @param listenerClasses all its classes that could be session listeners, registered or not
     */
    record Deployment(Settings settings, Set<Class<?>> listenerClasses) {

        private static final String ATTRIBUTE = Deployment.class.getName();

        void publish(ServletContext context) {
            context.setAttribute(ATTRIBUTE, this);
        }

        static @Nullable Deployment of(ServletContext context) {
            return context.getAttribute(ATTRIBUTE) instanceof Deployment deployment ? deployment : null;
        }
    }
}
