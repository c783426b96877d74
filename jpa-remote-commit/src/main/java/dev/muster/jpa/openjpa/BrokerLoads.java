package dev.muster.jpa.openjpa;

import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.CacheGuard.Load;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.openjpa.kernel.Broker;
import org.jspecify.annotations.Nullable;

/**
 * The loads of one broker: how old the states may be that it puts into the caches.
 *
 * <p>Whatever a broker reads or puts goes through calls of its store manager and its queries, so each outermost call is
 * bracketed: {@link #enter} comes before its first statement, {@link #exit} after its last put. Two marks are kept:
 *
 * <ol>
 *   <li><i>recent</i>, taken at the start of each call outside a transaction, and at the first call of a transaction:
 *       with REPEATABLE READ all statements of a transaction see the database as the first one did;
 *   <li><i>oldest</i>, taken at the first call of the broker: entities that it still holds may have been read then, and
 *       are put again, old attributes and all, when another attribute is loaded or a commit changes them.
 * </ol>
 *
 * At the end of a call that put something, what was evicted since its mark is evicted again. A broker that lives so long
 * that this would be much work puts nothing any more. Not thread-safe: guarded by the broker's lock, as the broker is.
 */
final class BrokerLoads {

    /** Beyond this number of evictions since the mark, states are not put. */
    static final int LONGEST_SPAN = 1_000;

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    private final Broker broker;
    private final GuardedUnit unit;
    private final BooleanSupplier inTransaction;
    private @Nullable Load oldest;
    private @Nullable Load recent;
    private boolean wasInTransaction;
    private boolean lasting;
    private int depth;
    private boolean heldStates;
    private boolean put;
    private @Nullable Object outerScope;

    /**
     * @param inTransaction whether statements of the broker may see the database as an earlier one did
     */
    BrokerLoads(Broker broker, GuardedUnit unit, BooleanSupplier inTransaction) {
        this.broker = broker;
        this.unit = unit;
        this.inTransaction = inTransaction;
    }

    GuardedUnit unit() {
        return unit;
    }

    /** The commit of the broker's transaction has failed. */
    void unanswered() {
        UnlistedChanges.unanswered(broker, unit);
    }

    /** A call begins that may read the database. */
    void enter() {
        if (depth++ > 0) {
            return;
        }
        outerScope = CacheScope.enter(this);
        boolean transaction = inTransaction.getAsBoolean();
        if (recent == null || !transaction || !wasInTransaction) {
            recent = unit.guard().begin();
        }
        wasInTransaction = transaction;
        if (oldest == null) {
            oldest = recent;
        }
        unit.evictor().clearIfUnguarded(unit.guard());
    }

    /** The call puts states that the broker may have held for long. */
    void putsHeldStates() {
        heldStates = true;
    }

    /** Whether the call is made by the application, not by another call. */
    boolean isOutermost() {
        return depth == 1;
    }

    /** The call has put all it had to. */
    void exit() {
        if (--depth > 0) {
            return;
        }
        try {
            if (put || unit.evictor().hasForeignCaches()) {
                settle(mark());
            }
        } finally {
            heldStates = false;
            put = false;
            CacheScope.leave(outerScope);
            outerScope = null;
        }
    }

    /** A state is to be put; whether it may. */
    boolean put() {
        put = true;
        return mark().span() <= LONGEST_SPAN;
    }

    /** The mark of a query that begins now, for its result. */
    Load queryMark() {
        return Objects.requireNonNull(recent, "only within a call");
    }

    /** Rows of this broker may be read at any later time. */
    void readsLater() {
        lasting = true;
    }

    /** The broker holds no states any more. */
    void cleared() {
        if (depth == 0 && !lasting) {
            oldest = null;
        }
    }

    private Load mark() {
        return Objects.requireNonNull(heldStates ? oldest : recent, "only within a call");
    }

    /** Evicts again what was evicted since; a failure is the cache's, and not the reader's. */
    void settle(Load load) {
        if (load.span() == 0) {
            return;
        }
        try {
            unit.evictor().quietly(load::settle);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, MeshMessage.EVICTION_FAILED.text(unit.name(), e), e);
        }
    }
}
