package dev.muster.jpa.openjpa;

import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Set;
import org.apache.openjpa.event.AbstractTransactionListener;
import org.apache.openjpa.event.TransactionEvent;
import org.apache.openjpa.kernel.Broker;
import org.apache.openjpa.kernel.OpenJPAStateManager;
import org.apache.openjpa.kernel.QueryImpl;
import org.apache.openjpa.meta.ClassMetaData;
import org.apache.openjpa.meta.MetaDataRepository;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction changes and OpenJPA's commit event does not list: the types of bulk updates and deletes, those that
 * native statements name by the query hint {@value #HINT}, entities of which only the version is raised, and all of a commit
 * that failed: the database may have committed before its answer was lost. The peers are told after the commit, and the caches here are emptied of it as well: OpenJPA does so with the statement, if at all, and
 * what others load between the statement and the commit is the old state.
 */
final class UnlistedChanges extends AbstractTransactionListener {

    /** Names of entities or entity classes that a query changes, separated by commas. */
    static final String HINT = "muster.jpa.entities";

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    private final GuardedUnit unit;
    private final EvictionBuilder eviction = new EvictionBuilder();
    private boolean everything;
    private boolean unanswered;

    private UnlistedChanges(GuardedUnit unit) {
        this.unit = unit;
    }

    /** A bulk statement is executed. */
    static void changing(QueryImpl query, GuardedUnit unit) {
        for (ClassMetaData metaData : query.getAccessPathMetaDatas()) {
            of(query.getBroker(), unit)
                    .eviction
                    .type(metaData.getDescribedType().getName());
        }
    }

    /** A query is executed that may name what it changes. */
    static void hinted(QueryImpl query, GuardedUnit unit) {
        @Nullable Object hint = query.getFetchConfiguration().getHint(HINT);
        if (hint != null) {
            UnlistedChanges changes = of(query.getBroker(), unit);
            for (String name : hint.toString().split(",", -1)) {
                changes.add(name.strip(), query.getBroker());
            }
        }
    }

    /** These entities are written. */
    static void flushed(Collection<OpenJPAStateManager> states, GuardedUnit unit) {
        for (OpenJPAStateManager state : states) {
            if (state.isVersionUpdateRequired() && !state.isDirty()) {
                ClassMetaData metaData = state.getMetaData();
                of(state.getContext().getBroker(), unit)
                        .eviction
                        .entity(metaData.getDescribedType().getName(), Identities.toKey(state.getObjectId(), metaData));
            }
        }
    }

    /** The commit of this broker's transaction has failed, and nobody knows whether the database has committed. */
    static void unanswered(Broker broker, GuardedUnit unit) {
        UnlistedChanges changes = of(broker, unit);
        changes.unanswered = true;
        broker.getPersistedTypes().forEach(type -> changes.eviction.queriesOf(type.getName()));
        broker.getUpdatedTypes().forEach(type -> changes.eviction.type(type.getName()));
        broker.getDeletedTypes().forEach(type -> changes.eviction.type(type.getName()));
    }

    private void add(String name, Broker broker) {
        MetaDataRepository repository = broker.getConfiguration().getMetaDataRepositoryInstance();
        @Nullable String type = typeNamed(name, repository, broker.getClassLoader());
        if (type == null) {
            LOG.log(Level.WARNING, MeshMessage.UNKNOWN_ENTITY.text(unit.name(), name));
            everything = true;
        } else {
            eviction.type(type);
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

    private static UnlistedChanges of(Broker broker, GuardedUnit unit) {
        Collection<?> listeners = broker.getTransactionListeners();
        for (Object listener : listeners) {
            if (listener instanceof UnlistedChanges known) {
                return known;
            }
        }
        UnlistedChanges changes = new UnlistedChanges(unit);
        broker.addTransactionListener(changes);
        return changes;
    }

    @Override
    public void afterCommit(TransactionEvent event) {
        tell();
        done(event);
    }

    private void tell() {
        Eviction all = everything ? Eviction.EVERYTHING : eviction.build();
        unit.evictHere(all);
        unit.tell(() -> all);
    }

    @Override
    public void afterRollback(TransactionEvent event) {
        if (unanswered) {
            tell();
        }
        done(event);
    }

    private void done(TransactionEvent event) {
        ((Broker) event.getSource()).removeTransactionListener(this);
    }
}
