package dev.muster.jpa.coherence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import jakarta.persistence.SharedCacheMode;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What the contract has to know of a persistence provider. */
interface Provider {

    /** Its column in the table. */
    String column();

    /** Names of entities that only this provider can have. */
    default List<String> ownClasses() {
        return List.of();
    }

    /** Opens a unit that takes part in a mesh; every call is a server of its own. */
    EntityManagerFactory open(Opening opening);

    /** A query for entities whose results are cached, and taken from there. */
    Query cachedQuery(EntityManager em, String jpql);

    /** Evicts one entity in the provider's own way. */
    void evictByOwnApi(EntityManagerFactory factory, Class<?> type, Object id);

    /** Evicts everything in the provider's own way. */
    void evictAllByOwnApi(EntityManagerFactory factory);

    /** Drops cached query results of a type in the provider's own way. */
    void evictQueriesByOwnApi(EntityManagerFactory factory, Class<?> type);

    /** Whether entities can be read in part, by an entity graph. */
    boolean hasEntityGraphs();

    /** Whether it caches the results of queries that are no entities. */
    boolean cachesValues();

    /** Rows that are not true yet, with the reason: they are expected to fail, and reported when they do not. */
    default Map<String, String> gaps() {
        return Map.of();
    }

    /** Rows that this provider cannot have, or not on all databases, with the reason: they are not tried. */
    default Map<String, String> without() {
        return Map.of();
    }

    /**
     * How to open a unit.
     *
     * @param unit name of the unit
     * @param classes names of entities and embeddables
     * @param cacheMode which of them are cached
     * @param queryCache whether the provider's query cache is on
     * @param database where they are
     * @param tables whether the tables are to be made
     * @param mesh its place in the mesh
     */
    record Opening(
            String unit,
            List<String> classes,
            SharedCacheMode cacheMode,
            boolean queryCache,
            DataSource database,
            boolean tables,
            MeshPlace mesh) {}

    /**
     * A place in a mesh.
     *
     * @param cluster name of the cluster
     * @param addresses all servers; empty for a server that has neither peers nor caches
     * @param port port to listen on
     */
    record MeshPlace(String cluster, String addresses, int port) {

        /** In no mesh. */
        static final MeshPlace NOWHERE = new MeshPlace("", "", 0);
    }
}
