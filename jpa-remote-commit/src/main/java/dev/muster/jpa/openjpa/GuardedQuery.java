package dev.muster.jpa.openjpa;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.openjpa.kernel.Broker;
import org.apache.openjpa.kernel.QueryImpl;
import org.apache.openjpa.kernel.StoreQuery;
import org.jspecify.annotations.Nullable;

/** A query that is bracketed as the calls of the store manager are, and whose changes the peers are told of. */
@SuppressWarnings({"unchecked", "rawtypes"}) // the parent's signatures
final class GuardedQuery extends QueryImpl {

    private static final long serialVersionUID = 1L;

    private final transient BrokerLoads loads;

    GuardedQuery(Broker broker, String language, StoreQuery query, BrokerLoads loads) {
        super(broker, language, query);
        this.loads = loads;
    }

    @Override
    public @Nullable Object execute(Object @Nullable [] parameters) {
        return select(() -> super.execute(parameters));
    }

    @Override
    public @Nullable Object execute(@Nullable Map parameters) {
        return select(() -> super.execute(parameters));
    }

    @Override
    public long deleteAll(Object @Nullable [] parameters) {
        return change(() -> super.deleteAll(parameters));
    }

    @Override
    public long deleteAll(@Nullable Map parameters) {
        return change(() -> super.deleteAll(parameters));
    }

    @Override
    public long updateAll(Object @Nullable [] parameters) {
        return change(() -> super.updateAll(parameters));
    }

    @Override
    public long updateAll(@Nullable Map parameters) {
        return change(() -> super.updateAll(parameters));
    }

    private @Nullable Object select(Supplier<@Nullable Object> execution) {
        if (getFetchConfiguration().getFetchBatchSize() >= 0) {
            loads.readsLater();
        }
        return bracket(() -> {
            UnlistedChanges.hinted(this, loads.unit());
            return execution.get();
        });
    }

    private long change(Supplier<Long> execution) {
        return bracket(() -> {
            UnlistedChanges.hinted(this, loads.unit());
            UnlistedChanges.changing(this, loads.unit());
            return execution.get();
        });
    }

    private <T extends @Nullable Object> T bracket(Supplier<T> call) {
        loads.enter();
        try {
            return call.get();
        } finally {
            loads.exit();
        }
    }
}
