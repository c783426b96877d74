package dev.muster.session.servlet;

import dev.muster.config.Settings;
import dev.muster.server.ServerIdentity;
import dev.muster.server.ServerName;
import dev.muster.session.SessionStore;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the servlet side asks of CDI, on servers that have it; everything here is optional. Thread-safe. */
final class Beans {

    private final @Nullable BeanManager manager;

    private Beans(@Nullable BeanManager manager) {
        this.manager = manager;
    }

    /** Called from a thread of the application. */
    static Beans ofApplication(ServletContext context) {
        if (context.getAttribute(BeanManager.class.getName()) instanceof BeanManager published) {
            return new Beans(published);
        }
        try {
            return new Beans(CDI.current().getBeanManager());
        } catch (IllegalStateException | LinkageError e) {
            return new Beans(null);
        }
    }

    /** Some servers keep the classes of bean proxies in a loader of their own. */
    Optional<ClassLoader> containerLoader() {
        return Optional.ofNullable(manager).map(m -> m.getClass().getClassLoader());
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

    /** The bean of a class of the application. */
    Optional<SessionStore> store(Class<? extends SessionStore> type) {
        if (manager == null) {
            return Optional.empty();
        }
        Instance<? extends SessionStore> found = manager.createInstance().select(type);
        return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
    }
}
