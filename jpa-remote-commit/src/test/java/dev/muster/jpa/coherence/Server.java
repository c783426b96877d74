package dev.muster.jpa.coherence;

import jakarta.persistence.Cache;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** A server with caches of its own. */
final class Server implements AutoCloseable {

    private final EntityManagerFactory factory;
    private final CountingDataSource database;
    private final BiFunction<EntityManager, String, Query> queries;

    Server(
            EntityManagerFactory factory,
            CountingDataSource database,
            BiFunction<EntityManager, String, Query> queries) {
        this.factory = factory;
        this.database = database;
        this.queries = queries;
        // Only now EclipseLink logs in, and so joins the mesh.
        factory.createEntityManager().close();
    }

    EntityManagerFactory factory() {
        return factory;
    }

    Cache cache() {
        return factory.getCache();
    }

    /** Number of statements so far. */
    long statements() {
        return database.statements();
    }

    /** Reads with an entity manager of its own and without a transaction. */
    <T> T read(Function<Reader, T> work) {
        try (EntityManager em = factory.createEntityManager()) {
            return work.apply(new Reader(em));
        }
    }

    /** Does work in a transaction. */
    void commit(Consumer<EntityManager> work) {
        transaction(work, true);
    }

    /** Does work in a transaction and takes it back. */
    void rollBack(Consumer<EntityManager> work) {
        transaction(work, false);
    }

    private void transaction(Consumer<EntityManager> work, boolean commit) {
        try (EntityManager em = factory.createEntityManager()) {
            em.getTransaction().begin();
            try {
                work.accept(em);
                if (commit) {
                    em.getTransaction().commit();
                }
            } finally {
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
            }
        }
    }

    /** Changes the database behind the provider's back. */
    void sql(String statement) {
        try (var connection = database.getConnection();
                var executed = connection.createStatement()) {
            connection.setAutoCommit(true);
            executed.execute(statement);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    @Override
    public void close() {
        factory.close();
    }

    /** Reads for one view. */
    final class Reader {

        private final EntityManager em;

        Reader(EntityManager em) {
            this.em = em;
        }

        EntityManager em() {
            return em;
        }

        <T> T find(Class<T> type, Object id) {
            return em.find(type, id);
        }

        /** The results of a query for entities, which come from the query cache if this server has one. */
        List<?> entities(String jpql, Object... parameters) {
            return set(queries.apply(em, jpql), parameters).getResultList();
        }

        /** The results of a query for values. */
        List<?> values(String jpql, Object... parameters) {
            List<?> results = set(em.createQuery(jpql), parameters).getResultList();
            return results.stream()
                    .map(result -> result instanceof Object[] parts ? List.of(parts) : result)
                    .toList();
        }

        private static Query set(Query query, Object... parameters) {
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
            return query;
        }
    }
}
