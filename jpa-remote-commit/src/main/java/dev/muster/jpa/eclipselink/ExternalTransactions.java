package dev.muster.jpa.eclipselink;

import dev.muster.jpa.internal.commit.CacheGuard;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.persistence.exceptions.TransactionException;
import org.eclipse.persistence.transaction.AbstractTransactionController;
import org.jspecify.annotations.Nullable;

/**
 * One load per JTA transaction, begun at the first query in it and forgotten at its end. Reads of other resources before
 * that, on the same connection, go unnoticed. Thread-safe.
 */
final class ExternalTransactions {

    private final CacheGuard guard;
    private final Map<Transaction, CacheGuard.Load> loads = new ConcurrentHashMap<>();

    ExternalTransactions(CacheGuard guard) {
        this.guard = guard;
    }

    /** The load of the current transaction; a new one if there is none. */
    CacheGuard.Load loadOf(AbstractTransactionController controller) {
        return current(controller) instanceof Transaction transaction ? loadOf(transaction) : guard.begin();
    }

    private static @Nullable Object current(AbstractTransactionController controller) {
        try {
            return controller.getTransaction();
        } catch (TransactionException e) {
            // The query finds out by itself if it needs one.
            return null;
        }
    }

    private CacheGuard.Load loadOf(Transaction transaction) {
        CacheGuard.@Nullable Load known = loads.get(transaction);
        if (known != null) {
            return known;
        }
        CacheGuard.Load load = guard.begin();
        loads.put(transaction, load);
        try {
            transaction.registerSynchronization(new Forget(transaction));
        } catch (RollbackException | SystemException | IllegalStateException e) {
            // It is ending: nobody will tell when it has.
            loads.remove(transaction);
        }
        return load;
    }

    private final class Forget implements Synchronization {

        private final Transaction transaction;

        Forget(Transaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public void beforeCompletion() {
            // What it reads until the end is as old as before.
        }

        @Override
        public void afterCompletion(int status) {
            loads.remove(transaction);
        }
    }
}
