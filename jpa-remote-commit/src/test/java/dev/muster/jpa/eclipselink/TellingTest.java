package dev.muster.jpa.eclipselink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.unit.Units;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.ParameterMode;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.jpa.JpaHelper;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the peers are told of, and how often. */
@Timeout(60)
class TellingTest {

    private final String url = "jdbc:h2:mem:telling" + System.nanoTime() + ";DB_CLOSE_DELAY=-1";
    private final RecordingExchange exchange = new RecordingExchange();
    private EntityManagerFactory factory;

    @BeforeEach
    void start() {
        Units.here().bind(exchange);
        factory = open(Map.of());
        commit(em -> {
            Shelf shelf = new Shelf(1);
            em.persist(shelf);
            em.persist(new Shelf(2));
            em.persist(new Item(1, shelf));
        });
        exchange.told();
    }

    @AfterEach
    void stop() {
        factory.close();
        Units.here().unbind(exchange);
    }

    @Test
    void oneCommit_isToldOnce() {
        commit(em -> {
            em.find(Item.class, 1L).state(5);
            em.persist(new Item(2, em.find(Shelf.class, 1L)));
            em.createQuery("update Shelf s set s.state = 3").executeUpdate();
            em.createNativeQuery("update ARTICLE set NAME = '' /* muster.jpa.entities=Article */")
                    .executeUpdate();
        });
        assertThat(exchange.told()).containsExactly("Article* Item[[1]] Shelf*");
        commit(em -> em.find(Item.class, 1L));
        assertThat(exchange.told()).isEmpty();
    }

    @Test
    void flushedAndCleared_isTold() {
        commit(em -> {
            em.find(Item.class, 1L).state(5);
            em.flush();
            em.clear();
            em.persist(new Article(7, "seven"));
            em.flush();
            em.clear();
        });
        assertThat(exchange.told()).last().asString().contains("Item[[1]]", "Article[]");
    }

    @Test
    void rolledBack_isNotTold() {
        EntityManager em = factory.createEntityManager();
        em.getTransaction().begin();
        em.find(Item.class, 1L).state(5);
        em.flush();
        em.getTransaction().rollback();
        em.getTransaction().begin();
        em.getTransaction().commit();
        em.close();
        assertThat(exchange.told()).isEmpty();
    }

    @Test
    void namedEntities_areToldByHintAndComment() {
        commit(em -> em.createNativeQuery("update ITEM set STATE = 6")
                .setHint("muster.jpa.entities", "Item, " + Shelf.class.getName())
                .executeUpdate());
        assertThat(exchange.told()).containsExactly("Item* Shelf*");
        assertThat((int) read(em -> em.find(Item.class, 1L).state()))
                .as("here too")
                .isEqualTo(6);
        commit(em -> em.createQuery("update Item i set i.state = 7")
                .setHint("muster.jpa.entities", "Shelf")
                .executeUpdate());
        assertThat(exchange.told()).containsExactly("Item*");
        commit(em -> em.createNativeQuery("update ITEM set STATE = 6 /* muster.jpa.entities=Nothing */")
                .executeUpdate());
        assertThat(exchange.told()).containsExactly("everything");
    }

    @Test
    void storedProcedure_isToldByHint() throws SQLException {
        execute("create alias SET_STATES as 'void set(java.sql.Connection c, int s) throws Exception {"
                + " c.createStatement().execute(\"update ITEM set STATE = \" + s); }'");
        assertThat((int) read(em -> em.find(Item.class, 1L).state())).isZero();
        commit(em -> em.createStoredProcedureQuery("SET_STATES")
                .registerStoredProcedureParameter(1, Integer.class, ParameterMode.IN)
                .setParameter(1, 9)
                .setHint("muster.jpa.entities", "Item")
                .execute());
        assertThat(exchange.told()).containsExactly("Item*");
        assertThat((int) read(em -> em.find(Item.class, 1L).state())).isEqualTo(9);
    }

    @Test
    void evictionsOfTheApplication_areTold() {
        factory.getCache().evict(Item.class, 1L);
        assertThat(exchange.told()).containsExactly("Item[[1]]");
        factory.getCache().evict(Item.class);
        assertThat(exchange.told()).contains("Item*");
        factory.getCache().evictAll();
        assertThat(exchange.told()).containsExactly("everything");
        AbstractSession session = (AbstractSession) JpaHelper.getServerSession(factory);
        session.getIdentityMapAccessor().invalidateObject(1L, Item.class, true);
        assertThat(exchange.told()).containsExactly("Item[[1]]");
        session.acquireUnitOfWork().getParent().getIdentityMapAccessor().invalidateObject(1L, Item.class, true);
        assertThat(exchange.told()).containsExactly("Item[[1]]");
    }

    @Test
    void evictionsOfPeers_areNotTold() {
        CacheGuard guard = ReaderRaceTest.guardOf(factory);
        guard.apply(item1());
        guard.apply(Eviction.EVERYTHING);
        assertThat(exchange.told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Kept.Full.class,
                Kept.Weak.class,
                Kept.Soft.class,
                Kept.Hard.class,
                Kept.Not.class,
                Kept.Expiring.class,
                Kept.Protected.class,
                Kept.Isolated.class,
                Kept.SentWhenNew.class,
                Kept.Invalidated.class
            })
    void everyKindOfCache_isToldAndEvicted(Class<? extends Kept> type) throws Exception {
        Kept kept = type.getConstructor().newInstance();
        commit(em -> em.persist(kept.id(1)));
        assertThat(exchange.told()).containsExactly(type.getSimpleName() + "[]");
        commit(em -> em.find(type, 1L).state(2));
        assertThat(exchange.told()).containsExactly(type.getSimpleName() + "[[1]]");

        EntityManager holds = factory.createEntityManager();
        assertThat(holds.find(type, 1L).state()).isEqualTo(2);
        change("Kept" + type.getSimpleName(), 3);
        ReaderRaceTest.guardOf(factory)
                .apply(new EvictionBuilder()
                        .entity(type.getName(), EntityKey.of(1L))
                        .build());
        assertThat((int) read(em -> em.find(type, 1L).state())).isEqualTo(3);
        holds.close();
    }

    @Test
    void coordinationTypeNone_isNotTold() {
        commit(em -> em.persist(new Kept.Untold().id(1)));
        commit(em -> em.find(Kept.Untold.class, 1L).state(2));
        commit(em -> em.createQuery("update KeptUntold k set k.state = 3").executeUpdate());
        assertThat(exchange.told()).isEmpty();
    }

    @Test
    void commitOfALongReadObject_putsNothingOldIntoTheCache() throws SQLException {
        EntityManager longLived = factory.createEntityManager();
        Item item = longLived.find(Item.class, 1L);
        assertThat(item.shelf().id()).isEqualTo(1);
        // A peer moves it, and the cache here forgets it, as weak and soft caches do.
        execute("update ITEM set SHELF_ID = 2 where ID = 1");
        ReaderRaceTest.guardOf(factory).apply(item1());
        ((AbstractSession) JpaHelper.getServerSession(factory))
                .getIdentityMapAccessorInstance()
                .getIdentityMapManager()
                .initializeIdentityMaps();

        longLived.getTransaction().begin();
        item.state(8);
        longLived.getTransaction().commit();
        longLived.close();

        assertThat((int) read(em -> em.find(Item.class, 1L).state())).isEqualTo(8);
        assertThat((long) read(em -> em.find(Item.class, 1L).shelf().id())).isEqualTo(2);
    }

    @Test
    void commitThatMayHaveSucceeded_isToldAndEvictedHere() {
        PausingDataSource database = new PausingDataSource(JdbcConnectionPool.create(url, "", ""));
        factory.close();
        factory = open(Map.of(PersistenceUnitProperties.NON_JTA_DATASOURCE, database.dataSource()));
        commit(em -> em.find(Item.class, 1L).state(4));
        exchange.told();
        database.pause(new PausingDataSource.Pause() {
            @Override
            public void committed() throws SQLException {
                database.pause(PausingDataSource.Pause.NONE);
                throw new SQLException("as if the connection had broken");
            }
        });
        assertThatThrownBy(() -> commit(em -> em.find(Item.class, 1L).state(5)))
                .isInstanceOf(PersistenceException.class);
        assertThat(exchange.told()).containsExactly("Item[[1]]");
        assertThat((int) read(em -> em.find(Item.class, 1L).state())).isEqualTo(5);
    }

    @Test
    void synchronousPropagation_isTheModeSync() {
        commit(em -> em.find(Item.class, 1L).state(5));
        assertThat(exchange.lastDelivery().isSync()).isFalse();
        Map<String, Object> sync = Map.of(PersistenceUnitProperties.COORDINATION_ASYNCH, "false");
        assertThat(deliveryWith(sync)).isTrue();
        Map<String, Object> both = new HashMap<>(sync);
        both.put("muster.jpa.mode", "async");
        assertThat(deliveryWith(both)).isFalse();
    }

    private boolean deliveryWith(Map<String, Object> own) {
        EntityManagerFactory other = open(own);
        try {
            other.createEntityManager().close();
            other.getCache().evictAll();
            return exchange.lastDelivery().isSync();
        } finally {
            other.close();
        }
    }

    private EntityManagerFactory open(Map<String, Object> own) {
        Map<String, Object> properties = new HashMap<>(own);
        properties.put(PersistenceUnitProperties.SESSION_NAME, "telling " + System.nanoTime());
        properties.put(PersistenceUnitProperties.JDBC_URL, url);
        return Persistence.createEntityManagerFactory("shop-eclipselink", properties);
    }

    private static Eviction item1() {
        return new EvictionBuilder()
                .entity(Item.class.getName(), EntityKey.of(1L))
                .build();
    }

    private void change(String table, int state) throws SQLException {
        execute("update " + table + " set state = " + state);
    }

    private void execute(String sql) throws SQLException {
        try (Connection peer = DriverManager.getConnection(url);
                Statement statement = peer.createStatement()) {
            statement.execute(sql);
        }
    }

    private <T> T read(Function<EntityManager, T> work) {
        EntityManager em = factory.createEntityManager();
        try {
            return work.apply(em);
        } finally {
            em.close();
        }
    }

    private void commit(Consumer<EntityManager> work) {
        read(em -> {
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
            return true;
        });
    }
}
