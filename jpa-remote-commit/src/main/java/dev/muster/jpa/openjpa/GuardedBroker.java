package dev.muster.jpa.openjpa;

import org.apache.openjpa.kernel.AbstractBrokerFactory;
import org.apache.openjpa.kernel.BrokerImpl;
import org.apache.openjpa.kernel.DelegatingStoreManager;
import org.apache.openjpa.kernel.OpCallbacks;
import org.apache.openjpa.kernel.QueryImpl;
import org.apache.openjpa.kernel.StoreQuery;
import org.jspecify.annotations.Nullable;

/** A broker whose loads and statements are guarded and told, if its factory is Muster's; otherwise OpenJPA's own. */
@SuppressWarnings("unchecked") // of the parent's methods, which the compiler checks here again
public final class GuardedBroker extends BrokerImpl {

    private static final long serialVersionUID = 1L;

    private transient @Nullable BrokerLoads loads;

    /** For OpenJPA. */
    public GuardedBroker() {}

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
