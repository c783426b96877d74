package dev.muster.jpa.eclipselink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.transaction.JTATransactionController;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** JTA transactions that see the database as it was when they began, as MariaDB's do. */
@Timeout(60)
class JtaTest {

    private final String url = "jdbc:h2:mem:jta" + System.nanoTime() + ";DB_CLOSE_DELAY=-1";
    private final JdbcConnectionPool pool = JdbcConnectionPool.create(url, "", "");
    private final LocalTransactions transactions = new LocalTransactions(pool);
    private EntityManagerFactory factory;
    private CacheGuard guard;

    @BeforeEach
    void start() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(PersistenceUnitProperties.SESSION_NAME, url);
        properties.put(PersistenceUnitProperties.TRANSACTION_TYPE, "JTA");
        properties.put(PersistenceUnitProperties.JTA_DATASOURCE, transactions.dataSource());
        factory = Persistence.createEntityManagerFactory("shop-eclipselink", properties);
        AbstractSession session = (AbstractSession) JpaHelper.getServerSession(factory);
        session.setExternalTransactionController(new JTATransactionController(transactions));
        session.getExternalTransactionController().setSession(session);
        transactions.begin();
        EntityManager em = factory.createEntityManager();
        Shelf shelf = new Shelf(1);
        em.persist(shelf);
        em.persist(new Item(1, shelf));
        transactions.commit();
        em.close();
        guard = ReaderRaceTest.guardOf(factory);
        factory.getCache().evictAll();
    }

    @AfterEach
    void stop() {
        factory.close();
        pool.dispose();
    }

    @Test
    void readInATransactionThatIsOlderThanTheEviction_leavesNoOldState() throws SQLException {
        transactions.begin();
        EntityManager em = factory.createEntityManager();
        assertThat(em.find(Shelf.class, 1L).state()).isZero();
        changeElsewhere(5);
        assertThat(em.find(Item.class, 1L).state()).as("its snapshot").isZero();
        transactions.commit();
        em.close();

        assertThat(stateNow()).isEqualTo(5);
    }

    @Test
    void commitOfATransactionThatIsOlderThanTheEviction_leavesNoOldState() throws SQLException {
        transactions.begin();
        EntityManager em = factory.createEntityManager();
        Shelf shelf = em.find(Shelf.class, 1L);
        shelf.state(9);
        em.flush();
        changeElsewhere(5);
        shelf.items()
                .forEach(item -> assertThat(item.state()).as("its snapshot").isZero());
        em.persist(new Item(2, shelf));
        transactions.commit();
        em.close();

        assertThat(stateNow()).isEqualTo(5);
    }

    @Test
    void transactions_areForgottenAtTheirEnd() throws SQLException {
        transactions.begin();
        stateNow();
        transactions.rollback();
        changeElsewhere(5);
        transactions.begin();
        assertThat(stateNow()).isEqualTo(5);
        transactions.commit();
    }

    private void changeElsewhere(int state) throws SQLException {
        try (Connection elsewhere = pool.getConnection();
                Statement statement = elsewhere.createStatement()) {
            statement.execute("update Item set state = " + state + " where id = 1");
        }
        guard.apply(new EvictionBuilder()
                .entity(Item.class.getName(), EntityKey.of(1L))
                .build());
    }

    private int stateNow() {
        EntityManager em = factory.createEntityManager();
        try {
            return em.find(Item.class, 1L).state();
        } finally {
            em.close();
        }
    }
}
