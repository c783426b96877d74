package dev.muster.benchmarks.jpa.node;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.benchmarks.jpa.spec.Items;
import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.jpa.spec.NodeSpec;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.function.Function;
import org.apache.openjpa.datacache.DataCache;
import org.apache.openjpa.persistence.JPAFacadeHelper;
import org.apache.openjpa.util.OpenJPAId;

/** The entities, as an application uses them. Thread-safe; who opens it closes it. */
final class Store implements AutoCloseable {

    private static final int POOL = 4;

    private final HikariDataSource pool;
    private final EntityManagerFactory factory;
    private final Class<? extends Item> type;

    private Store(HikariDataSource pool, EntityManagerFactory factory, Class<? extends Item> type) {
        this.pool = pool;
        this.factory = factory;
        this.type = type;
    }

    /** Opens the persistence unit, with what tells the other servers. */
    static Store open(NodeSpec spec) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(spec.url());
        pool.setMaximumPoolSize(POOL);
        boolean openJpa = spec.variant().provider() == JpaVariant.Provider.OPENJPA;
        Map<String, Object> properties = Settings.of(spec);
        properties.put(
                openJpa ? "openjpa.ConnectionFactory" : "jakarta.persistence.nonJtaDataSource",
                CommitClock.watching(pool));
        String unit = spec.variant().provider().name();
        Store store = new Store(
                pool,
                Persistence.createEntityManagerFactory(unit, properties),
                openJpa ? OpenJpaItem.class : EclipseLinkItem.class);
        // Providers start at the first use
        store.read(em -> em.find(store.type, Items.key(0)));
        if (openJpa) {
            store.listen();
        }
        return store;
    }

    /** OpenJPA's cache tells what leaves it; EclipseLink's has a map of ours, see {@link RecordingIdentityMap}. */
    private void listen() {
        DataCache cache = JPAFacadeHelper.toBrokerFactory(factory)
                .getConfiguration()
                .getDataCacheManagerInstance()
                .getSystemDataCache();
        cache.addExpirationListener(event -> {
            if (event.getKey() instanceof OpenJPAId id) {
                Evictions.here().evicted((Long) id.getIdObject());
            }
        });
    }

    /** The factory itself. */
    EntityManagerFactory factory() {
        return factory;
    }

    /** Puts all entities into the cache; returns how many there are. */
    int load() {
        return read(em ->
                em.createQuery("select i from Item i", type).getResultList().size());
    }

    /** The amounts of these entities, as the cache has them. */
    long[] amounts(long first, long last) {
        return read(em -> {
            long[] amounts = new long[(int) (last - first + 1)];
            for (int i = 0; i < amounts.length; i++) {
                amounts[i] = em.find(type, Items.key(first + i)).amount();
            }
            return amounts;
        });
    }

    /** The sum of the numbers of all items with an odd amount, by a query whose result is cached. */
    long odd() {
        return read(em -> em.createNamedQuery("Item.odd", type).getResultList().stream()
                .mapToLong(item -> Items.number(item.id()))
                .sum());
    }

    /** Adds one to each of so many entities, in one transaction. */
    void commit(long first, int ids) {
        read(em -> {
            em.getTransaction().begin();
            try {
                for (int i = 0; i < ids; i++) {
                    em.find(type, Items.key(first + i)).increase();
                }
                em.getTransaction().commit();
                return true;
            } finally {
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
            }
        });
    }

    private <T> T read(Function<EntityManager, T> work) {
        EntityManager em = factory.createEntityManager();
        try {
            return work.apply(em);
        } finally {
            em.close();
        }
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }
}
