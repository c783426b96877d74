package dev.muster.sql;

import dev.muster.MusterException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps our work out of the application's JTA transactions: while one is active on the calling thread, the work runs on
 * a thread that has none and the caller waits. A second non-XA data source cannot join a transaction, and a session must
 * not vanish because the application rolled back. Servers without JTA (Tomcat, Jetty) run everything directly.
 */
final class ApplicationTransactions {

    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    /** {@code jakarta.transaction.Status.STATUS_NO_TRANSACTION}; JTA is not on our compile path. */
    private static final int NO_TRANSACTION = 6;

    private static final Executor OWN_THREAD = work -> {
        Thread thread = new Thread(work, "muster-sql");
        thread.setDaemon(true);
        thread.start();
    };

    private final @Nullable Object registry;
    private final @Nullable Method status;

    private ApplicationTransactions(@Nullable Object registry, @Nullable Method status) {
        this.registry = registry;
        this.status = status;
    }

    @SuppressWarnings("BanJNDI") // a constant name of the platform
    static ApplicationTransactions lookup() {
        try {
            Object registry = new InitialContext().lookup(REGISTRY);
            Class<?> type = Class.forName(
                    "jakarta.transaction.TransactionSynchronizationRegistry",
                    false,
                    registry.getClass().getClassLoader());
            return new ApplicationTransactions(registry, type.getMethod("getTransactionStatus"));
        } catch (NamingException | ReflectiveOperationException e) {
            return new ApplicationTransactions(null, null);
        }
    }

    <T extends @Nullable Object> T outside(Supplier<T> work) {
        if (!isActive()) {
            return work.get();
        }
        try {
            return CompletableFuture.supplyAsync(work, OWN_THREAD).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private boolean isActive() {
        if (registry == null || status == null) {
            return false;
        }
        try {
            return !Integer.valueOf(NO_TRANSACTION).equals(status.invoke(registry));
        } catch (ReflectiveOperationException e) {
            throw new MusterException(e, SqlMessage.TRANSACTION_STATUS_UNKNOWN, REGISTRY);
        }
    }
}
