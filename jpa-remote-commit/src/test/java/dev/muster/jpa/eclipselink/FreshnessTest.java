package dev.muster.jpa.eclipselink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.jpa.JpaHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** While peers cannot be heard, whatever is cached is read from the database, however it is reached. */
@Timeout(60)
class FreshnessTest {

    private static final String QUERY = "FreshnessTest.all";

    private final String url = "jdbc:h2:mem:fresh" + System.nanoTime() + ";DB_CLOSE_DELAY=-1";
    private EntityManagerFactory factory;
    private CacheGuard guard;
    private Connection elsewhere;

    @BeforeEach
    void start() throws SQLException {
        factory = Persistence.createEntityManagerFactory(
                "shop-eclipselink",
                Map.of(PersistenceUnitProperties.SESSION_NAME, url, PersistenceUnitProperties.JDBC_URL, url));
        with(em -> {
            em.getTransaction().begin();
            Shelf shelf = new Shelf(1);
            em.persist(shelf);
            em.persist(new Item(1, shelf));
            em.persist(new Item(2, shelf));
            em.getTransaction().commit();
            factory.addNamedQuery(
                    QUERY,
                    em.createQuery("select i from Item i order by i.id")
                            .setHint("eclipselink.query-results-cache", true));
            return null;
        });
        guard = ReaderRaceTest.guardOf(factory);
        elsewhere = DriverManager.getConnection(url);
    }

    @AfterEach
    void stop() throws SQLException {
        elsewhere.close();
        factory.close();
    }

    @Test
    void cache_isServedAgainWhenPeersAreHeardAgain() throws SQLException {
        readAll();
        change(7);
        assertThat(state()).isZero();

        silence();
        assertThat(state()).isEqualTo(7);
        guard.serveUntil(CacheGuard.FOREVER);
        change(8);
        assertThat(state()).isEqualTo(7);
    }

    @Test
    void everyWayToReadWhileSilent_goesToTheDatabase() throws SQLException {
        readAll();
        silence();
        change(1);
        assertThat(state()).isEqualTo(1);
        change(2);
        assertThat((int) with(em -> em.find(Shelf.class, 1L).items().get(0).state()))
                .isEqualTo(2);
        change(3);
        assertThat((int) with(em -> all(em).get(0).state())).isEqualTo(3);
        change(4);
        assertThat((int) with(em -> em.createQuery("select i from Item i where i.id = 1", Item.class)
                        .getSingleResult()
                        .state()))
                .isEqualTo(4);
        change(5);
        assertThat((int) with(em -> em.getReference(Item.class, 1L).state())).isEqualTo(5);
        change(6);
        assertThat((int) with(em -> em.createQuery("select distinct s from Shelf s join fetch s.items", Shelf.class)
                        .getSingleResult()
                        .items()
                        .get(0)
                        .state()))
                .isEqualTo(6);
        change(7);
        assertThat((int) with(
                        em -> em.find(Item.class, 2L).shelf().items().get(0).state()))
                .isEqualTo(7);
    }

    @Test
    void commitsWhileSilent_areAsEver() throws SQLException {
        readAll();
        silence();
        with(em -> {
            em.getTransaction().begin();
            em.find(Item.class, 1L).state(3);
            em.persist(new Item(3, em.find(Shelf.class, 1L)));
            em.getTransaction().commit();
            return null;
        });
        assertThat(state()).isEqualTo(3);
        assertThat(with(FreshnessTest::all)).hasSize(3);
        assertThat((int) with(em -> em.find(Shelf.class, 1L).items().size())).isEqualTo(3);
    }

    @Test
    void whatWasCachedWhileSilent_isEvictedLikeAnything() throws SQLException {
        silence();
        assertThat(state()).isZero();
        guard.serveUntil(CacheGuard.FOREVER);
        change(5);
        guard.apply(new EvictionBuilder()
                .entity(Item.class.getName(), EntityKey.of(1L))
                .build());
        assertThat(state()).isEqualTo(5);
    }

    /** Not a benchmark: shows that a hit stays in the range of a microsecond. */
    @Test
    void costOfAHit_isReported() {
        var maps = ((AbstractSession) JpaHelper.getServerSession(factory)).getIdentityMapAccessorInstance();
        state();
        for (int round = 0; round < 3; round++) {
            guard.serveUntil(System.nanoTime() + 3_600_000_000_000L);
            long checked = time(() -> maps.getFromIdentityMap(1L, Item.class, false));
            guard.serveUntil(CacheGuard.FOREVER);
            long unchecked = time(() -> maps.getFromIdentityMap(1L, Item.class, false));
            System.out.println("hit: " + checked + " ns with the clock, " + unchecked + " ns without");
        }
        assertThat(factory.getCache().contains(Item.class, 1L)).isTrue();
    }

    private static long time(Runnable hit) {
        int hits = 200_000;
        long start = System.nanoTime();
        for (int i = 0; i < hits; i++) {
            hit.run();
        }
        return (System.nanoTime() - start) / hits;
    }

    private void silence() {
        guard.serveUntil(System.nanoTime() - 1);
    }

    private int state() {
        return with(em -> em.find(Item.class, 1L).state());
    }

    private void readAll() {
        with(FreshnessTest::all);
        with(em -> em.find(Shelf.class, 1L).items().size());
    }

    private static List<Item> all(EntityManager em) {
        return em.createNamedQuery(QUERY, Item.class).getResultList();
    }

    private void change(int state) throws SQLException {
        try (Statement statement = elsewhere.createStatement()) {
            statement.execute("update Item set state = " + state + " where id = 1");
        }
    }

    private <T> T with(Function<EntityManager, T> work) {
        EntityManager em = factory.createEntityManager();
        try {
            return work.apply(em);
        } finally {
            em.close();
        }
    }
}
