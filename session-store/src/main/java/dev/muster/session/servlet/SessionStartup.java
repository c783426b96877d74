package dev.muster.session.servlet;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.server.ClusterName;
import dev.muster.session.SessionStore;
import dev.muster.session.codec.AttributeCodecs;
import dev.muster.session.codec.SessionMessage;
import dev.muster.session.metrics.CountedStore;
import dev.muster.session.metrics.Exposition;
import dev.muster.session.metrics.SessionCounter;
import dev.muster.session.metrics.SessionMetrics;
import dev.muster.session.servlet.SessionInitializer.Deployment;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the stored sessions with the application. Declared in our web fragment; does nothing where the
 * initializer did nothing.
 */
public final class SessionStartup implements ServletContextListener {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private @Nullable SessionKinds started;
    private @Nullable ExpirySweep sweep;
    private @Nullable Exposition exposition;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Deployment deployment = Deployment.of(context);
        if (deployment == null) {
            return;
        }
        start(context, deployment);
        FilterRegistration filter = context.getFilterRegistration(SessionInitializer.FILTER);
        if (filter != null) {
            SessionInitializer.mapFirst(filter);
        }
    }

    private void start(ServletContext context, Deployment deployment) {
        Settings settings = deployment.settings();
        SessionMetrics metrics = new SessionMetrics();
        Beans beans = Beans.open(context);
        SessionStore store = new CountedStore(StoreSelection.open(settings, context, beans), metrics);
        Supplier<String> route = beans.serverName(settings);
        String cookieName = settings.text(Setting.SESSION_COOKIE).orElse(null);
        Freshness freshness = Freshness.of(settings);
        SessionCookie cookie = new SessionCookie(context, cookieName, route, freshness.isVersionTold());
        cookie.warnWhereValuesAreLogged();
        Sessions sessions = new Sessions(
                context,
                store,
                new AttributeCodecs(loaders(context, beans), settings, metrics),
                new SessionListeners(
                        () -> ApplicationListeners.of(context, deployment.listenerClasses()), parts(context)),
                cookie,
                route,
                metrics,
                freshness,
                new Conflicts(beans::conflictResolver, () -> metrics.increment(SessionCounter.CONFLICTS)));
        beans.liveServers(settings).ifPresent(sessions.routes()::leadTo);
        SessionKinds kinds = SessionKinds.of(sessions);
        kinds.publish();
        StoredSessionDirectory directory = new StoredSessionDirectory(kinds);
        directory.publish(context.getClassLoader());
        sessions.signIns()
                .namedBy(settings.text(Setting.SESSION_PRINCIPAL_ATTRIBUTE).orElse(null));
        settings.integer(Setting.SESSION_LIMIT)
                .ifPresent(limit -> sessions.signIns().limitTo(limit, directory));
        started = kinds;
        String cluster = ClusterName.of(settings, context.getContextPath());
        exposition = Exposition.start(
                metrics,
                kinds::cached,
                cluster,
                context.getContextPath(),
                Beans.manager(context).orElse(null));
        Duration interval = settings.duration(Setting.SESSION_EXPIRY_INTERVAL);
        sweep = ExpirySweep.start(kinds, interval, context.getClassLoader());
        LOG.log(
                System.Logger.Level.INFO,
                SessionMessage.STARTED.text(
                        cluster, settings.required(Setting.SESSION_STORE), cookie.name(), interval.toSeconds()));
    }

    /** They all need CDI. */
    private static List<SessionLifecycle> parts(ServletContext context) {
        if (Beans.manager(context).isEmpty()) {
            return List.of();
        }
        return ServiceLoader.load(SessionLifecycle.class, SessionLifecycle.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static List<ClassLoader> loaders(ServletContext context, Beans beans) {
        List<ClassLoader> loaders = new ArrayList<>();
        loaders.add(context.getClassLoader());
        beans.containerLoader().ifPresent(loaders::add);
        return loaders;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (sweep != null) {
            sweep.close();
            sweep = null;
        }
        if (exposition != null) {
            exposition.close();
            exposition = null;
        }
        if (started != null) {
            StoredSessionDirectory.withdraw(event.getServletContext().getClassLoader());
            started.withdraw();
            started = null;
        }
        StoreSelection.close(event.getServletContext());
    }
}
