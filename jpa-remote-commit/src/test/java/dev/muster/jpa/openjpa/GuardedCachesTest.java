package dev.muster.jpa.openjpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.unit.Units;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.RollbackException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.openjpa.persistence.JPAFacadeHelper;
import org.apache.openjpa.persistence.OpenJPAPersistence;
import org.apache.openjpa.persistence.QueryResultCache;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One factory, its caches, and a mesh that keeps what it is told. */
class GuardedCachesTest {

    private static final Logger LOG = Logger.getLogger("dev.muster.jpa");
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String PRODUCT = Product.class.getName();
    private static final String NAMES = "select p.name from Product p order by p.id";

    private final String database = "jdbc:h2:mem:guarded" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    private final Map<String, Object> properties = new HashMap<>();
    private final RecordingMesh mesh = new RecordingMesh();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private EntityManagerFactory factory;

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        Units.here().bind(mesh);
    }

    @AfterEach
    void stop() {
        Units.here().unbind(mesh);
        LOG.removeHandler(handler);
        factory.close();
    }

    @Test
    void cachesServe_onlyWhileTheyMay() throws Exception {
        open();
        assertServesOnlyWhileItMay();
    }

    @Test
    void cachesOfOtherClasses_areEmptiedWhileTheyMayNotServe() throws Exception {
        properties.put("openjpa.DataCache", OwnDataCache.class.getName());
        open();
        assertServesOnlyWhileItMay();
    }

    private void assertServesOnlyWhileItMay() throws SQLException {
        assertThat(name()).isEqualTo("old");
        assertThat(names()).containsExactly("old");
        execute("update Product set name = 'new'");
        assertThat(name()).isEqualTo("old");
        assertThat(names()).containsExactly("old");

        guard().serveUntil(System.nanoTime() - 1);
        assertThat(name()).isEqualTo("new");
        assertThat(names()).containsExactly("new");

        guard().serveUntil(CacheGuard.FOREVER);
        assertThat(name()).isEqualTo("new");
        execute("update Product set name = 'newer'");
        assertThat(name()).isEqualTo("new");
    }

    @Test
    void evictionsOfTheApplication_areToldOnce() {
        open();
        factory.getCache().evict(Product.class, 1L);
        assertThat(mesh.told()).containsExactly(product(1));
        factory.getCache().evict(Product.class);
        assertThat(mesh.told())
                .containsExactly(new EvictionBuilder().type(PRODUCT).build());
        factory.getCache().evictAll();
        assertThat(mesh.told()).containsExactly(Eviction.EVERYTHING);
        OpenJPAPersistence.cast(factory).getStoreCache().evictAll(Product.class, 1L, 2L);
        assertThat(mesh.told())
                .hasSize(1)
                .first()
                .satisfies(told -> assertThat(told.types().get(0).keys()).hasSize(2));
    }

    @Test
    void evictionsOfQueryResults_areTold() {
        open();
        QueryResultCache queries = OpenJPAPersistence.cast(factory).getQueryResultCache();
        Eviction results = new EvictionBuilder().queriesOf(PRODUCT).build();
        queries.evictAll(Product.class);
        assertThat(mesh.told()).containsExactly(results);
        read(em -> {
            queries.evict(em.createQuery(NAMES));
            return em;
        });
        assertThat(mesh.told()).containsExactly(results);
        queries.evictAll();
        assertThat(mesh.told())
                .hasSize(1)
                .first()
                .satisfies(told ->
                        assertThat(told.types()).contains(results.types().get(0)));
    }

    @Test
    void whatPeersCommitsPinsAndLoadsDo_isNotToldAsAnEviction() {
        open();
        guard().apply(product(1));
        guard().apply(new EvictionBuilder().type(PRODUCT).build());
        guard().apply(Eviction.EVERYTHING);
        name();
        names();
        OpenJPAPersistence.cast(factory).getStoreCache().pin(Product.class, 1L);
        OpenJPAPersistence.cast(factory).getStoreCache().unpin(Product.class, 1L);
        assertThat(mesh.told()).isEmpty();

        commit(em -> em.find(Product.class, 1L).rename("new"));
        assertThat(mesh.told()).containsExactly(product(1));
        commit(em -> em.remove(em.find(Product.class, 1L)));
        assertThat(mesh.told()).containsExactly(product(1));
    }

    @Test
    void hintWithAnUnknownName_emptiesAllAndFailsNothing() {
        open();
        commit(em -> em.createNativeQuery("update Product set name = 'new'")
                .setHint("muster.jpa.entities", "Product, Nothing")
                .executeUpdate());
        assertThat(mesh.told()).containsExactly(Eviction.EVERYTHING);
        assertThat(logged).anyMatch(line -> line.startsWith("MUSTER-120") && line.contains("'Nothing'"));
        assertThat(name()).isEqualTo("new");
    }

    @Test
    void namedPartition_isEvictedToo() throws Exception {
        properties.put(
                "openjpa.DataCache", "partitioned(Name=first, Partitions='(Name=second,CacheSize=10),(Name=third)')");
        open();
        commit(em -> em.persist(new ProductInPartition(1, "old")));
        for (Eviction eviction : List.of(
                new EvictionBuilder()
                        .entity(ProductInPartition.class.getName(), EntityKey.of(1L))
                        .build(),
                new EvictionBuilder().type(ProductInPartition.class.getName()).build(),
                Eviction.EVERYTHING)) {
            assertThat(nameInPartition()).isNotEqualTo(eviction.toString());
            execute("update ProductInPartition set name = '" + eviction.hashCode() + "'");
            assertThat(nameInPartition()).isNotEqualTo(String.valueOf(eviction.hashCode()));
            guard().apply(eviction);
            assertThat(nameInPartition()).isEqualTo(String.valueOf(eviction.hashCode()));
        }
    }

    @Test
    void rowsThatAreReadLater_makeNoOldResult() throws Exception {
        properties.put("openjpa.FetchBatchSize", "1");
        open();
        commit(em -> em.persist(new Product(2, "second")));
        factory.getCache().evictAll();
        read(em -> {
            Iterator<?> rows = em.createQuery("select p from Product p order by p.id")
                    .getResultList()
                    .iterator();
            rows.next();
            em.clear();
            try {
                execute("update Product set name = 'new'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            guard().apply(Eviction.EVERYTHING);
            rows.forEachRemaining(row -> {});
            return em;
        });
        assertThat(name()).isEqualTo("new");
        assertThat(nameOf(2)).isEqualTo("new");
        assertThat(names()).containsExactly("new", "new");
    }

    @Test
    void queryBetweenFlushAndCommit_leavesNoOldResult() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(database);
        AtomicBoolean commits = new AtomicBoolean();
        properties.put("openjpa.ConnectionFactory", SteppedDataSource.over(dataSource, () -> {
            if (commits.compareAndSet(true, false)) {
                assertThat(names()).containsExactly("old");
            }
        }));
        open();
        commit(em -> {
            em.find(Product.class, 1L).rename("new");
            em.flush();
            commits.set(true);
        });
        assertThat(commits).isFalse();
        assertThat(names()).containsExactly("new");
    }

    @Test
    void commitWhoseAnswerIsLost_isTold() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(database);
        AtomicInteger stepsToGo = new AtomicInteger();
        properties.put("openjpa.ConnectionFactory", SteppedDataSource.over(dataSource, () -> {
            if (stepsToGo.getAndDecrement() == 1) {
                throw new IllegalStateException("the connection is lost");
            }
        }));
        open();
        assertThat(name()).isEqualTo("old");
        assertThat(names()).containsExactly("old");
        assertThatThrownBy(() -> commit(em -> {
                    em.find(Product.class, 1L).rename("new");
                    em.flush();
                    stepsToGo.set(2);
                }))
                .isInstanceOf(RollbackException.class);
        assertThat(mesh.told())
                .containsExactly(new EvictionBuilder().type(PRODUCT).build());
        assertThat(name()).isEqualTo("new");
        assertThat(names()).containsExactly("new");
    }

    @Test
    void brokerThatSpansTooMuch_putsNothingAnyMore() {
        open();
        read(em -> {
            Product held = em.find(Product.class, 1L);
            for (int i = 0; i <= BrokerLoads.LONGEST_SPAN; i++) {
                guard().apply(product(2));
            }
            factory.getCache().evict(Product.class, 1L);
            em.refresh(held);
            assertThat(factory.getCache().contains(Product.class, 1L)).isFalse();
            em.clear();
            em.refresh(em.find(Product.class, 1L));
            assertThat(factory.getCache().contains(Product.class, 1L)).isTrue();
            return em;
        });
    }

    @Test
    void classNames_doWhatTheNamesDo() {
        properties.put("openjpa.BrokerImpl", GuardedBroker.class.getName());
        properties.put("openjpa.DataCache", GuardedDataCache.class.getName());
        properties.put("openjpa.QueryCache", GuardedQueryCache.class.getName());
        open();
        assertThat(logged).noneMatch(line -> line.startsWith("MUSTER-124"));
        assertThat(name()).isEqualTo("old");
        assertThat(factory.getCache().contains(Product.class, 1L)).isTrue();
        guard().apply(product(1));
        assertThat(factory.getCache().contains(Product.class, 1L)).isFalse();
    }

    @Test
    void timestampPolicy_evictsResultsOfTheSameMillisecond() throws Exception {
        properties.put("openjpa.QueryCache", "true(EvictPolicy=timestamp)");
        open();
        for (int i = 0; i < 50; i++) {
            names();
            execute("update Product set name = '" + i + "'");
            guard().apply(product(1));
            assertThat(names()).containsExactly(String.valueOf(i));
        }
    }

    @Test
    void brokerOfAnotherClass_isWarnedOf() {
        properties.put("openjpa.BrokerImpl", OwnBroker.class.getName());
        open();
        assertThat(logged).anyMatch(line -> line.startsWith("MUSTER-124") && line.contains("OwnBroker"));
    }

    @Test
    void propertiesOfOpenJpasBroker_areKept() {
        properties.put("openjpa.BrokerImpl", "non-finalizing(EvictFromDataCache=true)");
        open();
        assertThat(logged).noneMatch(line -> line.startsWith("MUSTER-124"));
        read(em -> {
            assertThat(JPAFacadeHelper.toBroker(em).getEvictFromDataCache()).isTrue();
            return em;
        });
    }

    private void open() {
        properties.putIfAbsent("openjpa.ConnectionURL", database);
        properties.putIfAbsent("openjpa.ConnectionDriverName", "org.h2.Driver");
        properties.put("openjpa.RemoteCommitProvider", "muster");
        factory = Persistence.createEntityManagerFactory("shop-openjpa", properties);
        commit(em -> em.persist(new Product(1, "old")));
        mesh.told();
    }

    private CacheGuard guard() {
        return read(em -> Objects.requireNonNull(
                        GuardedUnit.of(JPAFacadeHelper.toBroker(em).getConfiguration()))
                .guard());
    }

    private static Eviction product(long id) {
        return new EvictionBuilder().entity(PRODUCT, EntityKey.of(id)).build();
    }

    private String name() {
        return nameOf(1);
    }

    private String nameOf(long id) {
        return read(em -> em.find(Product.class, id).name());
    }

    private String nameInPartition() {
        return read(em -> em.find(ProductInPartition.class, 1L).name());
    }

    private List<String> names() {
        return read(em -> List.copyOf(em.createQuery(NAMES, String.class).getResultList()));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private <T> T read(Function<EntityManager, T> work) {
        try (EntityManager em = factory.createEntityManager()) {
            return work.apply(em);
        }
    }

    private void commit(Consumer<EntityManager> work) {
        read(em -> {
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
            return em;
        });
    }
}
