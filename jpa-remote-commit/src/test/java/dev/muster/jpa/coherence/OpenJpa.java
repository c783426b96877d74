package dev.muster.jpa.coherence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import jakarta.persistence.SharedCacheMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.openjpa.persistence.OpenJPAPersistence;
import org.apache.openjpa.persistence.PersistenceProviderImpl;

/** OpenJPA, whose classes the build enhances. */
final class OpenJpa implements Provider {

    static final String COLUMN = "OpenJPA";

    @Override
    public String column() {
        return COLUMN;
    }

    @Override
    public Map<String, String> without() {
        return Map.of(
                "key of kind byte[]", "OpenJPA has no such keys",
                "read by an entity graph first (woven entities), then whole", "OpenJPA has no entity graphs",
                "criteria update", "OpenJPA has none",
                "criteria update, no query cache", "OpenJPA has none",
                "criteria delete", "OpenJPA has none",
                "TABLE_PER_CLASS: bulk update of the supertype",
                        "OpenJPA's statement is valid SQL on some databases only");
    }

    @Override
    public List<String> ownClasses() {
        return List.of(OpenJpa.class.getPackageName() + ".DatastoreKey");
    }

    @Override
    public EntityManagerFactory open(Opening opening) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("openjpa.Log", "DefaultLevel=WARN");
        properties.put("openjpa.DynamicEnhancementAgent", "false");
        properties.put("openjpa.RuntimeUnenhancedClasses", "unsupported");
        if (opening.tables()) {
            properties.put("openjpa.jdbc.SynchronizeMappings", "buildSchema(ForeignKeys=true)");
        }
        if (!opening.mesh().addresses().isEmpty()) {
            properties.put("openjpa.DataCache", String.valueOf(opening.cacheMode() != SharedCacheMode.NONE));
            properties.put("openjpa.QueryCache", String.valueOf(opening.queryCache()));
            properties.put(
                    "openjpa.RemoteCommitProvider",
                    "muster(Addresses=%s, Port=%d, Cluster=%s)"
                            .formatted(
                                    opening.mesh().addresses(),
                                    opening.mesh().port(),
                                    opening.mesh().cluster()));
        }
        Unit unit = new Unit(
                opening.unit(),
                PersistenceProviderImpl.class.getName(),
                opening.classes(),
                opening.cacheMode(),
                opening.database());
        return new PersistenceProviderImpl().createContainerEntityManagerFactory(unit, properties);
    }

    @Override
    public void evictByOwnApi(EntityManagerFactory factory, Class<?> type, Object id) {
        OpenJPAPersistence.cast(factory).getStoreCache().evict(type, id);
    }

    @Override
    public void evictAllByOwnApi(EntityManagerFactory factory) {
        OpenJPAPersistence.cast(factory).getStoreCache().evictAll();
    }

    @Override
    public void evictQueriesByOwnApi(EntityManagerFactory factory, Class<?> type) {
        OpenJPAPersistence.cast(factory).getQueryResultCache().evictAll(type);
    }

    @Override
    public boolean hasEntityGraphs() {
        return false;
    }

    @Override
    public boolean cachesValues() {
        return true;
    }

    @Override
    public Query cachedQuery(EntityManager em, String jpql) {
        return em.createQuery(jpql);
    }
}
