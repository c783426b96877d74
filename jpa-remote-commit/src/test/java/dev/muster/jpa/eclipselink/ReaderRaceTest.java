package dev.muster.jpa.eclipselink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.eclipse.persistence.config.HintValues;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.config.QueryHints;
import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.jpa.JpaQuery;
import org.eclipse.persistence.queries.Cursor;
import org.eclipse.persistence.sessions.coordination.RemoteCommandManager;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Reads here, commits of a peer, and the evictions for them, in every order: whatever the order, no old state may be left
 * in the cache. The steps of the peer run on the reader's thread, between its SQL and its puts, so that nothing depends
 * on timing. {@code -Dmuster.race.rounds} and {@code -Dmuster.race.seed} choose others.
 */
@Timeout(600)
class ReaderRaceTest {

    private static final int ROUNDS = Integer.getInteger("muster.race.rounds", 5_000);
    private static final long SEED = Long.getLong("muster.race.seed", System.nanoTime());
    private static final long SHELVES = 3;
    private static final long ITEMS = 9;
    private static final String ALL_ITEMS = "ReaderRaceTest.allItems";

    private final Random random = new Random(SEED);
    private final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:race" + System.nanoTime() + ";DB_CLOSE_DELAY=-1", "", "");
    private final PausingDataSource database = new PausingDataSource(pool);
    private final int[] itemStates = new int[(int) ITEMS + 1];
    private final int[] shelfStates = new int[(int) SHELVES + 1];
    private final long[] shelfOf = new long[(int) ITEMS + 1];
    private final Map<Read, Integer> spanned = new EnumMap<>(Read.class);
    private EntityManagerFactory factory;
    private CacheGuard guard;
    private Connection peer;
    private int stamp;

    /** Ways to read, or to put into the cache. */
    private enum Read {
        FIND,
        REFRESH,
        LIST,
        CACHED_QUERY,
        JOIN_FETCH,
        LAZY_RELATION,
        EAGER_RELATION,
        CURSOR,
        FAILING_LIST,
        COMMIT
    }

    @BeforeEach
    void start() throws SQLException {
        factory = Persistence.createEntityManagerFactory(
                "shop-eclipselink",
                Map.of(
                        PersistenceUnitProperties.SESSION_NAME,
                        "race " + SEED,
                        PersistenceUnitProperties.NON_JTA_DATASOURCE,
                        database.dataSource(),
                        PersistenceUnitProperties.LOGGING_LEVEL,
                        "SEVERE"));
        commit(em -> {
            for (long id = 1; id <= SHELVES; id++) {
                em.persist(new Shelf(id));
            }
            for (long id = 1; id <= ITEMS; id++) {
                shelfOf[(int) id] = id % SHELVES + 1;
                em.persist(new Item(id, em.find(Shelf.class, shelfOf[(int) id])));
            }
        });
        EntityManager em = factory.createEntityManager();
        factory.addNamedQuery(
                ALL_ITEMS,
                em.createQuery("select i from Item i where i.state >= 0 order by i.id")
                        .setHint("eclipselink.query-results-cache", "true"));
        em.close();
        guard = guardOf(factory);
        peer = pool.getConnection();
    }

    @AfterEach
    void stop() throws SQLException {
        peer.close();
        factory.close();
        pool.dispose();
    }

    @Test
    void noOrderOfReadCommitAndEviction_leavesAnOldState() {
        for (int round = 0; round < ROUNDS; round++) {
            Read read = Read.values()[random.nextInt(Read.values().length)];
            play(round, read);
        }
        assertThat(spanned)
                .as("ways to read that were interrupted, seed " + SEED)
                .hasSize(Read.values().length);
        System.out.println(ROUNDS + " interleavings, seed " + SEED + ", interrupted between SQL and cache: " + spanned);
    }

    /** What is new here is changed there before it gets into the cache here. */
    @Test
    void commitThatIsMergedAfterANewerOne_leavesNoOldState() {
        for (int round = 0; round < ROUNDS / 100; round++) {
            long id = 1000L + round;
            int newer = ++stamp;
            database.pause(new PausingDataSource.Pause() {
                @Override
                public void committed() throws SQLException {
                    update("Item", newer, id);
                    guard.apply(new EvictionBuilder()
                            .entity(Item.class.getName(), EntityKey.of(id))
                            .build());
                }
            });
            commit(em -> em.persist(new Item(id, em.find(Shelf.class, 1L))));
            database.pause(PausingDataSource.Pause.NONE);
            assertThat(with(em -> em.find(Item.class, id)).state())
                    .as("round " + round)
                    .isEqualTo(newer);
        }
    }

    private void update(String table, int state, long id) throws SQLException {
        try (Statement statement = peer.createStatement()) {
            statement.execute("update " + table + " set state = " + state + " where id = " + id);
        }
    }

    private void play(int round, Read read) {
        long item = 1L + random.nextInt((int) ITEMS);
        long shelf = shelfOf[(int) item];
        makeCold(item, shelf);
        Peer interloper = new Peer(read, item);
        database.pause(interloper);
        try {
            read(read, item, shelf);
        } catch (IllegalStateException expected) {
            if (read != Read.FAILING_LIST) {
                throw expected;
            }
        } finally {
            database.pause(PausingDataSource.Pause.NONE);
        }
        interloper.finish();
        boolean all = round % 50 == 0;
        verify(
                "round " + round + " of seed " + SEED + ", " + read + " " + interloper,
                all ? 1 : item,
                all ? ITEMS : item);
    }

    /** So that something is read at all. */
    private void makeCold(long item, long shelf) {
        EvictionBuilder eviction = new EvictionBuilder();
        if (random.nextInt(10) != 0) {
            eviction.entity(Item.class.getName(), EntityKey.of(item));
        }
        if (random.nextBoolean()) {
            eviction.entity(Shelf.class.getName(), EntityKey.of(shelf));
        }
        guard.apply(eviction.build());
    }

    private void read(Read read, long item, long shelf) {
        switch (read) {
            case FIND -> with(em -> em.find(Item.class, item));
            case REFRESH ->
                with(em -> {
                    Item found = em.find(Item.class, item);
                    em.refresh(found);
                    return found;
                });
            case LIST ->
                with(em -> em.createQuery("select i from Item i where i.id >= 0", Item.class)
                        .getResultList());
            case CACHED_QUERY -> with(em -> em.createNamedQuery(ALL_ITEMS).getResultList());
            case JOIN_FETCH ->
                with(em -> em.createQuery("select distinct s from Shelf s join fetch s.items")
                        .getResultList());
            case LAZY_RELATION -> with(em -> em.find(Shelf.class, shelf).items().size());
            case EAGER_RELATION ->
                with(em -> em.find(Item.class, item).shelf().items().stream()
                        .mapToInt(Item::state)
                        .sum());
            case CURSOR ->
                with(em -> readCursor(em.createQuery("select i from Item i where i.id <> -1")
                        .setHint(QueryHints.CURSOR, HintValues.TRUE)
                        .setHint(QueryHints.CURSOR_INITIAL_SIZE, 1)
                        .setHint(QueryHints.CURSOR_PAGE_SIZE, 1)));
            case FAILING_LIST ->
                with(em ->
                        em.createQuery("select i from Item i where i.id <> -2").getResultList());
            case COMMIT -> {
                int mine = ++stamp;
                itemStates[(int) item] = mine;
                commit(em -> em.find(Item.class, item).state(mine));
            }
        }
    }

    private static int readCursor(Query query) {
        Cursor cursor = query.unwrap(JpaQuery.class).getResultCursor();
        int states = 0;
        while (cursor.hasNext()) {
            states += ((Item) cursor.next()).state();
        }
        cursor.close();
        return states;
    }

    private void verify(String what, long firstItem, long lastItem) {
        with(em -> {
            verifyQuery(what, em);
            for (long id = firstItem; id <= lastItem; id++) {
                Item item = em.find(Item.class, id);
                assertThat(item.state()).as(what).isEqualTo(itemStates[(int) id]);
                assertThat(item.shelf().id()).as(what).isEqualTo(shelfOf[(int) id]);
            }
            for (long id = 1; id <= SHELVES; id++) {
                Shelf shelf = em.find(Shelf.class, id);
                assertThat(shelf.state()).as(what).isEqualTo(shelfStates[(int) id]);
                assertThat(shelf.items().stream().map(Item::id).sorted().toList())
                        .as(what)
                        .isEqualTo(itemsWhere(shelfOf, shelf.id()));
            }
            return null;
        });
    }

    private void verifyQuery(String what, EntityManager em) {
        List<?> found = em.createNamedQuery(ALL_ITEMS).getResultList();
        List<Long> expected = LongStream.rangeClosed(1, ITEMS)
                .filter(id -> itemStates[(int) id] >= 0)
                .boxed()
                .toList();
        assertThat(found.stream().map(item -> ((Item) item).id()).toList())
                .as(what)
                .isEqualTo(expected);
    }

    private static List<Long> itemsWhere(long[] values, long value) {
        return LongStream.rangeClosed(1, ITEMS)
                .filter(id -> values[(int) id] == value)
                .boxed()
                .toList();
    }

    private <T> T with(Function<EntityManager, T> work) {
        EntityManager em = factory.createEntityManager();
        try {
            return work.apply(em);
        } finally {
            em.close();
        }
    }

    private void commit(Consumer<EntityManager> work) {
        with(em -> {
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
            return null;
        });
    }

    static CacheGuard guardOf(EntityManagerFactory factory) {
        RemoteCommandManager manager =
                (RemoteCommandManager) JpaHelper.getServerSession(factory).getCommandManager();
        return ((MusterTransport) manager.getTransportManager()).stream().guard();
    }

    /** Commits on another server and has its eviction arrive, at two of the moments there are, in this order. */
    private final class Peer implements PausingDataSource.Pause {

        private final Read read;
        private final long item;
        private final int commitAt;
        private final int evictAt;
        private final int kind = random.nextInt(4);
        private int moment;
        private boolean committed;
        private boolean evicted;
        private EvictionBuilder eviction = new EvictionBuilder();

        Peer(Read read, long item) {
            this.read = read;
            this.item = random.nextInt(4) == 0 ? 1 + random.nextInt((int) ITEMS) : item;
            commitAt = read == Read.COMMIT ? 100 : random.nextInt(3);
            evictAt = read == Read.COMMIT ? 100 : commitAt + random.nextInt(3);
        }

        @Override
        public void beforeSelect() throws SQLException {
            if (read == Read.FAILING_LIST && moment >= 2) {
                throw new IllegalStateException("as if the database failed");
            }
            next();
        }

        @Override
        public void afterSelect() throws SQLException {
            next();
        }

        @Override
        public void committed() throws SQLException {
            if (read == Read.COMMIT) {
                moment = 100;
                next();
            }
        }

        private void next() throws SQLException {
            if (moment >= commitAt && !committed) {
                commit();
            }
            if (moment >= evictAt && !evicted) {
                evict();
                spanned.merge(read, 1, Integer::sum);
            }
            moment++;
        }

        void finish() {
            try {
                if (!committed) {
                    commit();
                }
                if (!evicted) {
                    evict();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void commit() throws SQLException {
            committed = true;
            int at = (int) item;
            stamp++;
            switch (kind) {
                case 0 -> {
                    itemStates[at] = itemStates[at] < 0 ? stamp : -stamp;
                    update("Item", itemStates[at], item);
                }
                case 1 -> {
                    itemStates[at] = stamp;
                    update("Item", stamp, item);
                }
                case 2 -> {
                    int shelf = (int) shelfOf[at];
                    shelfStates[shelf] = stamp;
                    update("Shelf", stamp, shelf);
                    eviction.entity(Shelf.class.getName(), EntityKey.of((long) shelf));
                }
                default -> move(at);
            }
            eviction.entity(Item.class.getName(), EntityKey.of(item));
        }

        private void move(int at) throws SQLException {
            long from = shelfOf[at];
            long to = from % SHELVES + 1;
            shelfOf[at] = to;
            try (Statement statement = peer.createStatement()) {
                statement.execute("update Item set shelf_id = " + to + " where id = " + item);
            }
            eviction.entity(Shelf.class.getName(), EntityKey.of(from));
            eviction.entity(Shelf.class.getName(), EntityKey.of(to));
        }

        private void evict() {
            evicted = true;
            guard.apply(eviction.build());
        }

        @Override
        public String toString() {
            return "kind " + kind + " of item " + item + " commits at " + commitAt + ", evicts at " + evictAt;
        }
    }
}
