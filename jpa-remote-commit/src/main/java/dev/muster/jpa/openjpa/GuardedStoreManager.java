package dev.muster.jpa.openjpa;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.openjpa.kernel.DelegatingStoreManager;
import org.apache.openjpa.kernel.FetchConfiguration;
import org.apache.openjpa.kernel.OpenJPAStateManager;
import org.apache.openjpa.kernel.PCState;
import org.apache.openjpa.kernel.StoreManager;
import org.apache.openjpa.lib.rop.ResultObjectProvider;
import org.apache.openjpa.meta.ClassMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Brackets what a broker asks of its store. This stands outside of OpenJPA's own {@code DataCacheStoreManager}, which
 * reads the database and then puts what it has read, or has just committed, within one call. A hook further in, at the
 * JDBC connection for example, would not do: the connection is given back before the put.
 */
final class GuardedStoreManager extends DelegatingStoreManager {

    private final BrokerLoads loads;

    GuardedStoreManager(StoreManager store, BrokerLoads loads) {
        super(store);
        this.loads = loads;
    }

    @Override
    public boolean exists(OpenJPAStateManager sm, @Nullable Object context) {
        return bracket(() -> super.exists(sm, context));
    }

    @Override
    public boolean isCached(List<Object> objectIds, BitSet found) {
        return bracket(() -> super.isCached(objectIds, found));
    }

    @Override
    public boolean syncVersion(OpenJPAStateManager sm, @Nullable Object context) {
        return bracket(() -> super.syncVersion(sm, context));
    }

    @Override
    public boolean initialize(
            OpenJPAStateManager sm, PCState state, FetchConfiguration fetch, @Nullable Object context) {
        return bracket(() -> {
            if (context != null && loads.isOutermost()) {
                // A row of a statement that was executed in an earlier call.
                loads.putsHeldStates();
            }
            return super.initialize(sm, state, fetch, context);
        });
    }

    @Override
    public boolean load(
            OpenJPAStateManager sm, BitSet fields, FetchConfiguration fetch, int lockLevel, @Nullable Object context) {
        return bracket(() -> {
            loads.putsHeldStates();
            return super.load(sm, fields, fetch, lockLevel, context);
        });
    }

    @Override
    public Collection<Object> loadAll(
            Collection<OpenJPAStateManager> sms,
            PCState state,
            int load,
            FetchConfiguration fetch,
            @Nullable Object context) {
        return bracket(() -> {
            loads.putsHeldStates();
            return super.loadAll(sms, state, load, fetch, context);
        });
    }

    @Override
    public void begin() {
        bracket(() -> {
            super.begin();
            return true;
        });
    }

    @Override
    public Collection<Exception> flush(Collection<OpenJPAStateManager> sms) {
        return bracket(() -> {
            UnlistedChanges.flushed(sms, loads.unit());
            return super.flush(sms);
        });
    }

    @Override
    public void commit() {
        bracket(() -> {
            loads.putsHeldStates();
            commitOrTell();
            return true;
        });
    }

    private void commitOrTell() {
        try {
            super.commit();
        } catch (RuntimeException e) {
            loads.unanswered();
            throw e;
        }
    }

    @Override
    public boolean assignObjectId(OpenJPAStateManager sm, boolean preFlush) {
        return bracket(() -> super.assignObjectId(sm, preFlush));
    }

    @Override
    public boolean assignField(OpenJPAStateManager sm, int field, boolean preFlush) {
        return bracket(() -> super.assignField(sm, field, preFlush));
    }

    @Override
    public Object getClientConnection() {
        return bracket(super::getClientConnection);
    }

    @Override
    public ResultObjectProvider executeExtent(ClassMetaData meta, boolean subclasses, FetchConfiguration fetch) {
        loads.readsLater();
        return bracket(() -> super.executeExtent(meta, subclasses, fetch));
    }

    private <T> T bracket(Supplier<T> call) {
        loads.enter();
        try {
            return call.get();
        } finally {
            loads.exit();
        }
    }
}
