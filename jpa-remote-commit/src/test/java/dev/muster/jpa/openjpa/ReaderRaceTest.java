package dev.muster.jpa.openjpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.openjpa.persistence.JPAFacadeHelper;
import org.apache.openjpa.persistence.OpenJPAEntityManagerSPI;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Loads and a commit of a peer in every order: the load is stopped before and after each of its statements, the peer's
 * commit happens at one of these places and its eviction at the same or a later one. Whatever the order was, nothing old
 * may stay in the caches. {@code -Dmuster.race.rounds=100000} for more of them, {@code -Dmuster.race.seed} for the same
 * again.
 */
@Timeout(600)
class ReaderRaceTest {

    private static final long PRODUCT = 1;
    private static final long OTHER = 2;
    private static final long BOX = 1;

    private final int rounds = Integer.getInteger("muster.race.rounds", 5_000);
    private final long seed = Long.getLong("muster.race.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ExecutorService peer = Executors.newSingleThreadExecutor();
    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:race;DB_CLOSE_DELAY=-1", "", "");
    private final DataSource stepped = SteppedDataSource.over(pool, this::step);
    private final List<Runnable> commitAndEviction = new ArrayList<>();
    private final int[] places = new int[2];
    private int place;
    private int version;
    private EntityManagerFactory factory;
    private GuardedUnit unit;

    @BeforeEach
    void start() {
        factory = Persistence.createEntityManagerFactory(
                "shop-openjpa",
                Map.of(
                        "openjpa.ConnectionFactory", stepped,
                        "openjpa.jdbc.TransactionIsolation", "repeatable-read",
                        "openjpa.Optimistic", "false",
                        "openjpa.RemoteCommitProvider", "muster"));
        inTransaction(em -> {
            Product product = new Product(PRODUCT, "0");
            em.persist(product);
            em.persist(new Product(OTHER, "other"));
            ProductBox box = new ProductBox(BOX, product);
            box.labels().add("0");
            em.persist(box);
        });
        unit = Objects.requireNonNull(GuardedUnit.of(
                JPAFacadeHelper.toBroker(factory.createEntityManager()).getConfiguration()));
    }

    @AfterEach
    void stop() {
        factory.close();
        pool.dispose();
        peer.shutdownNow();
    }

    @Test
    void nothingOldStays() throws Exception {
        List<Consumer<EntityManager>> loads = List.of(
                em -> em.find(Product.class, PRODUCT),
                em -> em.createQuery("select p from Product p", Product.class).getResultList(),
                em -> em.createQuery("select p.name from Product p").getResultList(),
                em -> contentOf(em).name(),
                em -> assertThat(box(em).labels()).hasSize(1),
                this::readsOtherAttributeLater,
                this::readsInOneTransaction,
                this::changesOtherAttribute);
        int withRace = 0;
        for (int round = 0; round < rounds; round++) {
            int load = random.nextInt(loads.size());
            if (random.nextInt(4) > 0) {
                factory.getCache().evictAll();
            }
            arrange(load == loads.size() - 1);
            String order = "seed " + seed + ", round " + round + ", load " + load + ", places " + places[0] + " and "
                    + places[1];
            read(em -> {
                loads.get(load).accept(em);
                return order;
            });
            withRace += commitAndEviction.isEmpty() ? 1 : 0;
            drain();
            assertFresh(order);
        }
        assertThat(withRace).isGreaterThan(rounds / 10);
    }

    private void readsOtherAttributeLater(EntityManager em) {
        ProductBox box = box(em);
        step();
        step();
        box.remark();
    }

    private void readsInOneTransaction(EntityManager em) {
        em.getTransaction().begin();
        em.find(Product.class, OTHER);
        step();
        em.find(Product.class, PRODUCT);
        em.createQuery("select p.name from Product p").getResultList();
        em.getTransaction().rollback();
    }

    private void changesOtherAttribute(EntityManager em) {
        // Optimistic, so that the transaction in the database begins with the change and not with what was read.
        em.unwrap(OpenJPAEntityManagerSPI.class).setOptimistic(true);
        ProductBox box = box(em);
        step();
        step();
        em.getTransaction().begin();
        box.remark("changed " + version);
        em.getTransaction().commit();
    }

    /** What must come next at the places that were drawn; a commit may not come while the load holds a lock. */
    private void arrange(boolean locks) {
        version++;
        place = 0;
        places[0] = random.nextInt(locks ? 2 : 6);
        places[1] = places[0] + random.nextInt(6);
        commitAndEviction.add(this::commitOfPeer);
        commitAndEviction.add(() -> evict(version));
    }

    private void step() {
        while (!commitAndEviction.isEmpty() && places[2 - commitAndEviction.size()] <= place) {
            commitAndEviction.remove(0).run();
        }
        place++;
    }

    private void drain() {
        while (!commitAndEviction.isEmpty()) {
            commitAndEviction.remove(0).run();
        }
    }

    private void commitOfPeer() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update Product set name = '" + version + "' where id = " + PRODUCT);
            statement.executeUpdate("update ProductBox set name = '" + version + "' where id = " + BOX);
            statement.executeUpdate("update ProductBox_labels set element = '" + version + "'");
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("round of version " + version, e);
        }
    }

    private void evict(int ofVersion) {
        Eviction eviction = ofVersion % 10 == 0
                ? Eviction.EVERYTHING
                : new EvictionBuilder()
                        .entity(Product.class.getName(), EntityKey.of(PRODUCT))
                        .entity(ProductBox.class.getName(), EntityKey.of(BOX))
                        .build();
        try {
            peer.submit(() -> unit.guard().apply(eviction)).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertFresh(String order) {
        String expected = String.valueOf(version);
        read(em -> {
            assertThat(em.find(Product.class, PRODUCT).name()).as(order).isEqualTo(expected);
            assertThat(box(em).name()).as(order).isEqualTo(expected);
            assertThat(box(em).labels()).as(order).containsExactly(expected);
            assertThat(em.createQuery("select p.name from Product p", String.class)
                            .getResultList())
                    .as(order)
                    .contains(expected);
            assertThat(em.createQuery("select p from Product p", Product.class).getResultList())
                    .as(order)
                    .anyMatch(product -> product.name().equals(expected));
            return expected;
        });
    }

    private static ProductBox box(EntityManager em) {
        return em.find(ProductBox.class, BOX);
    }

    private static Product contentOf(EntityManager em) {
        return Objects.requireNonNull(box(em).content());
    }

    private <T> T read(Function<EntityManager, T> work) {
        EntityManager em = factory.createEntityManager();
        try {
            return work.apply(em);
        } finally {
            em.close();
        }
    }

    private void inTransaction(Consumer<EntityManager> work) {
        read(em -> {
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
            return em;
        });
    }
}
