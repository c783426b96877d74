package dev.muster.jpa.openjpa;

import org.apache.openjpa.kernel.AbstractBrokerFactory;
import org.apache.openjpa.kernel.DelegatingStoreManager;
import org.apache.openjpa.kernel.FinalizingBrokerImpl;
import org.apache.openjpa.kernel.OpCallbacks;
import org.apache.openjpa.kernel.QueryImpl;
import org.apache.openjpa.kernel.StoreQuery;
import org.jspecify.annotations.Nullable;

/** The same as {@link GuardedBroker} for the default of OpenJPA, the broker that closes itself when it is forgotten. */
@SuppressWarnings("unchecked") // of the parent's methods, which the compiler checks here again
public final class GuardedFinalizingBroker extends FinalizingBrokerImpl {

    private static final long serialVersionUID = 1L;

    private transient @Nullable BrokerLoads loads;

    /** For OpenJPA. */
    public GuardedFinalizingBroker() {}

    @Override
    public void initialize(
            AbstractBrokerFactory factory,
            DelegatingStoreManager store,
            boolean managed,
            int connectionMode,
            boolean fromDeserialization,
            boolean fromWriteBehindCallback) {
        @Nullable BrokerLoads guarded = Brokers.loads(this, factory);
        loads = guarded;
        super.initialize(
                factory,
                guarded == null ? store : new GuardedStoreManager(store, guarded),
                managed,
                connectionMode,
                fromDeserialization,
                fromWriteBehindCallback);
    }

    @Override
    protected QueryImpl newQueryImpl(String language, StoreQuery query) {
        @Nullable BrokerLoads guarded = loads;
        return guarded == null ? super.newQueryImpl(language, query) : new GuardedQuery(this, language, query, guarded);
    }

    @Override
    public void detachAll(OpCallbacks call, boolean flush) {
        super.detachAll(call, flush);
        if (loads != null) {
            loads.cleared();
        }
    }
}
