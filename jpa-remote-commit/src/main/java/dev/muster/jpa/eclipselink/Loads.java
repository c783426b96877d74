package dev.muster.jpa.eclipselink;

import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.CacheGuard;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.transaction.AbstractTransactionController;
import org.jspecify.annotations.Nullable;

/**
 * Since when what a session reads may be old. A query by itself sees the database as of its own start; inside of a
 * transaction it may see it as of the first read of that transaction (MariaDB and MySQL do unless told otherwise), so
 * there the transaction's start counts. Thread-safe.
 */
final class Loads {

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    private final String unit;
    private final CacheGuard guard;
    private final SessionEvictor evictor;
    private final Map<AbstractSession, CacheGuard.Load> transactions = Collections.synchronizedMap(new WeakHashMap<>());
    private final ExternalTransactions external;

    Loads(String unit, CacheGuard guard, SessionEvictor evictor) {
        this.unit = unit;
        this.guard = guard;
        this.evictor = evictor;
        external = new ExternalTransactions(guard);
    }

    /** Something is about to read the database with this session. */
    CacheGuard.Load begin(AbstractSession session) {
        AbstractSession owner = owner(session);
        if (owner.isInTransaction()) {
            CacheGuard.@Nullable Load begun = transactions.get(owner);
            if (begun != null) {
                return begun;
            }
        }
        return owner.getExternalTransactionController() instanceof AbstractTransactionController controller
                ? external.loadOf(controller)
                : guard.begin();
    }

    /** A transaction of this session is about to begin. */
    void transactionBegins(AbstractSession session) {
        AbstractSession owner = owner(session);
        transactions.remove(owner);
        transactions.put(owner, begin(owner));
    }

    /** What the last transaction of this session has changed was merged into the cache. */
    void transactionMerged(AbstractSession session) {
        CacheGuard.@Nullable Load load = transactions.remove(owner(session));
        if (load != null) {
            settle(load);
        }
    }

    /** The last transaction of this session puts nothing more into the cache. */
    void transactionEnds(AbstractSession session) {
        transactions.remove(owner(session));
    }

    /** Whatever was read may now be in the cache. Never throws: the reader has its result. */
    void settle(CacheGuard.Load load) {
        try {
            load.settle();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, MeshMessage.EVICTION_FAILED.text(unit, e), e);
            evictor.evictAll();
        }
    }

    /** The session whose connection is read with. */
    static AbstractSession owner(AbstractSession session) {
        AbstractSession owner = session;
        while (owner.isUnitOfWork()) {
            owner = owner.getParent();
        }
        return owner;
    }
}
