package dev.muster.jpa.openjpa;

import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.unit.UnitStream;
import java.util.Collection;
import org.apache.openjpa.conf.OpenJPAConfiguration;
import org.apache.openjpa.datacache.QueryCache;
import org.apache.openjpa.datacache.TypesChangedEvent;
import org.apache.openjpa.datacache.TypesChangedListener;
import org.apache.openjpa.event.AbstractTransactionListener;
import org.apache.openjpa.event.TransactionEvent;
import org.apache.openjpa.kernel.Broker;
import org.apache.openjpa.kernel.QueryContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells the peers of bulk updates and deletes, of which OpenJPA tells only its own query cache, at once; the peers must
 * hear of them after the commit. Without a query cache, bulk statements stay unnoticed.
 *
 * <p>The query cache holds its listeners weakly: whoever makes this keeps it.
 */
final class BulkStatements implements TypesChangedListener {

    private final UnitStream stream;

    BulkStatements(UnitStream stream) {
        this.stream = stream;
    }

    /** Starts to listen. To be called when the caches are there. */
    void listen(OpenJPAConfiguration configuration) {
        @Nullable QueryCache cache = configuration.getDataCacheManagerInstance().getSystemQueryCache();
        if (cache != null) {
            cache.addTypesChangedListener(this);
        }
    }

    @Override
    public void onTypesChanged(TypesChangedEvent event) {
        // Commits, near or far, have the cache as source; only statements have a query.
        if (event.getSource() instanceof QueryContext query) {
            Broker broker = query.getStoreContext().getBroker();
            broker.addTransactionListener(new AfterCommit(event.getTypes(), stream));
        }
    }

    private static final class AfterCommit extends AbstractTransactionListener {

        private final Collection<?> types;
        private final UnitStream stream;

        AfterCommit(Collection<?> types, UnitStream stream) {
            this.types = types;
            this.stream = stream;
        }

        @Override
        public void afterCommit(TransactionEvent event) {
            stream.publish(() -> {
                EvictionBuilder eviction = new EvictionBuilder();
                types.forEach(type -> eviction.type(((Class<?>) type).getName()));
                return eviction.build();
            });
            done(event);
        }

        @Override
        public void afterRollback(TransactionEvent event) {
            done(event);
        }

        private void done(TransactionEvent event) {
            ((Broker) event.getSource()).removeTransactionListener(this);
        }
    }
}
