package dev.muster.session.servlet;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.server.ClusterName;
import dev.muster.session.SessionStore;
import dev.muster.session.codec.SessionMessage;
import dev.muster.session.encryption.EncryptedSessionStore;
import dev.muster.session.guard.StoreGuard;
import dev.muster.session.jdbc.JdbcSessionStore;
import dev.muster.sql.Database;
import dev.muster.sql.Schema;
import dev.muster.sql.SharedDataSource;
import jakarta.servlet.ServletContext;

/** Makes the store that {@code muster.session.store} names. */
final class StoreSelection {

    private static final String GUARD = StoreGuard.class.getName();

    private StoreSelection() {}

    /**
     * Opens the store, from a thread of the application.
     *
     * @throws MusterException if it cannot be had
     */
    static SessionStore open(Settings settings, ServletContext context, Beans beans) {
        String value = settings.required(Setting.SESSION_STORE);
        SessionStore store = value.equals("database") ? database(settings, context) : custom(value, context, beans);
        return EncryptedSessionStore.on(store, settings, ClusterName.of(settings, context.getContextPath()));
    }

    /** Ends what {@link #open} started. */
    static void close(ServletContext context) {
        if (context.getAttribute(GUARD) instanceof StoreGuard guard) {
            context.removeAttribute(GUARD);
            guard.close();
        }
    }

    private static SessionStore database(Settings settings, ServletContext context) {
        Database database = Database.open(SharedDataSource.lookup(settings, "the session store"));
        Schema.prepare(database, settings.required(Setting.SCHEMA));
        StoreGuard guard = StoreGuard.start(database, settings.duration(Setting.SESSION_TIME_LIMIT));
        context.setAttribute(GUARD, guard);
        return new JdbcSessionStore(
                database.watchedBy(guard),
                ClusterName.of(settings, context.getContextPath()),
                settings.integer(Setting.SESSION_LARGE_ATTRIBUTE).orElseThrow());
    }

    private static SessionStore custom(String name, ServletContext context, Beans beans) {
        Class<? extends SessionStore> type = load(name, context.getClassLoader());
        return beans.store(type)
                .orElseThrow(() -> unknown(null, name, "CDI has no bean of that class, or more than one"));
    }

    private static Class<? extends SessionStore> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader).asSubclass(SessionStore.class);
        } catch (ClassNotFoundException e) {
            throw unknown(e, name, "the application has no class of that name");
        } catch (ClassCastException e) {
            throw unknown(e, name, "that class does not implement dev.muster.session.SessionStore");
        }
    }

    private static MusterException unknown(
            @org.jspecify.annotations.Nullable Throwable cause, String name, String reason) {
        return new MusterException(cause, SessionMessage.UNKNOWN_STORE, name, reason);
    }
}
