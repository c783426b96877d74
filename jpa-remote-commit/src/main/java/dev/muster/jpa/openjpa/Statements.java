package dev.muster.jpa.openjpa;

import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.openjpa.event.AbstractTransactionListener;
import org.apache.openjpa.event.TransactionEvent;
import org.apache.openjpa.kernel.Broker;
import org.apache.openjpa.kernel.QueryImpl;
import org.apache.openjpa.meta.ClassMetaData;
import org.apache.openjpa.meta.MetaDataRepository;
import org.jspecify.annotations.Nullable;

/**
 * The types that statements of one transaction change: bulk updates and deletes, and native ones that name them by the
 * query hint {@value #HINT}. The peers are told after the commit, and the caches here are emptied of them once more:
 * OpenJPA does so with the statement, and what others load before the commit is the old state.
 */
final class Statements extends AbstractTransactionListener {

    /** Names of entities or entity classes that a query changes, separated by commas. */
    static final String HINT = "muster.jpa.entities";

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    private final GuardedUnit unit;
    private final Set<String> types = new LinkedHashSet<>();
    private boolean everything;

    private Statements(GuardedUnit unit) {
        this.unit = unit;
    }

    /** A bulk statement is executed. */
    static void changing(QueryImpl query, GuardedUnit unit) {
        for (ClassMetaData metaData : query.getAccessPathMetaDatas()) {
            of(query.getBroker(), unit).types.add(metaData.getDescribedType().getName());
        }
    }

    /** A query is executed that may name what it changes. */
    static void hinted(QueryImpl query, GuardedUnit unit) {
        @Nullable Object hint = query.getFetchConfiguration().getHint(HINT);
        if (hint != null) {
            Statements statements = of(query.getBroker(), unit);
            for (String name : hint.toString().split(",", -1)) {
                statements.add(name.strip(), query.getBroker());
            }
        }
    }

    private void add(String name, Broker broker) {
        MetaDataRepository repository = broker.getConfiguration().getMetaDataRepositoryInstance();
        @Nullable String type = typeNamed(name, repository, broker.getClassLoader());
        if (type == null) {
            LOG.log(Level.WARNING, MeshMessage.UNKNOWN_ENTITY.text(unit.name(), name));
            everything = true;
        } else {
            types.add(type);
        }
    }

    private static @Nullable String typeNamed(String name, MetaDataRepository repository, ClassLoader loader) {
        @Nullable Set<String> classNames = repository.getPersistentTypeNames(false, loader);
        if (classNames != null && classNames.contains(name)) {
            return name;
        }
        @Nullable ClassMetaData metaData = repository.getMetaData(name, loader, false);
        return metaData == null ? null : metaData.getDescribedType().getName();
    }

    private static Statements of(Broker broker, GuardedUnit unit) {
        Collection<?> listeners = broker.getTransactionListeners();
        for (Object listener : listeners) {
            if (listener instanceof Statements known) {
                return known;
            }
        }
        Statements statements = new Statements(unit);
        broker.addTransactionListener(statements);
        return statements;
    }

    @Override
    public void afterCommit(TransactionEvent event) {
        Eviction eviction = eviction();
        unit.evictHere(eviction);
        unit.tell(() -> eviction);
        done(event);
    }

    private Eviction eviction() {
        EvictionBuilder eviction = new EvictionBuilder();
        types.forEach(eviction::type);
        return everything ? Eviction.EVERYTHING : eviction.build();
    }

    @Override
    public void afterRollback(TransactionEvent event) {
        done(event);
    }

    private void done(TransactionEvent event) {
        ((Broker) event.getSource()).removeTransactionListener(this);
    }
}
