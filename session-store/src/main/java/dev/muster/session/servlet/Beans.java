package dev.muster.session.servlet;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.server.Cluster;
import dev.muster.server.ServerIdentity;
import dev.muster.server.ServerName;
import dev.muster.session.ConflictResolver;
import dev.muster.session.SessionStore;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the servlet side asks of CDI, on servers that have it; everything here is optional. Thread-safe. */
public final class Beans {

    private static final String ATTRIBUTE = Beans.class.getName();

    private final @Nullable BeanManager manager;

    private Beans(@Nullable BeanManager manager) {
        this.manager = manager;
    }

    /** Finds the bean manager, from a thread of the application, and keeps it for threads that are none. */
    static Beans open(ServletContext context) {
        Beans beans = new Beans(current());
        context.setAttribute(ATTRIBUTE, beans);
        return beans;
    }

    /** The bean manager of an application with stored sessions, on any thread; empty on servers without CDI. */
    public static Optional<BeanManager> manager(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof Beans beans
                ? Optional.ofNullable(beans.manager)
                : Optional.empty();
    }

    private static @Nullable BeanManager current() {
        try {
            return CDI.current().getBeanManager();
        } catch (IllegalStateException | LinkageError e) {
            return null;
        }
    }

    /**
     * Some servers keep the classes of bean proxies in a loader of their own. Without a lambda that takes the manager:
     * linking it would need the class where there is no CDI.
     */
    Optional<ClassLoader> containerLoader() {
        return manager == null
                ? Optional.empty()
                : Optional.ofNullable(manager.getClass().getClassLoader());
    }

    /** The leased name of this server where there is a registry, else the name that it gives itself. */
    Supplier<String> serverName(Settings settings) {
        Instance<ServerIdentity> identity =
                manager == null ? null : manager.createInstance().select(ServerIdentity.class);
        if (identity != null && identity.isResolvable()) {
            ServerIdentity bean = identity.get();
            return bean::name;
        }
        String name = ServerName.of(settings);
        return () -> name;
    }

    /** Which names are those of live servers, where the cluster is known and users are led by routes. */
    Optional<Predicate<String>> liveServers(Settings settings) {
        if (manager == null || !settings.required(Setting.ROOMS_REDIRECT).equals("route")) {
            return Optional.empty();
        }
        Instance<Cluster> found = manager.createInstance().select(Cluster.class);
        if (!found.isResolvable()) {
            return Optional.empty();
        }
        Cluster cluster = found.get();
        return Optional.of(name ->
                cluster.servers().stream().anyMatch(server -> server.name().equals(name)));
    }

    /** What the application has to say about conflicts; asked for anew each time, for the bean may have a narrow scope. */
    Optional<ConflictResolver> conflictResolver() {
        if (manager == null) {
            return Optional.empty();
        }
        Instance<ConflictResolver> found = manager.createInstance().select(ConflictResolver.class);
        return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
    }

    /** The bean of a class of the application. */
    Optional<SessionStore> store(Class<? extends SessionStore> type) {
        if (manager == null) {
            return Optional.empty();
        }
        Instance<? extends SessionStore> found = manager.createInstance().select(type);
        return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
    }
}
