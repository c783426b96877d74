package dev.muster.jpa.coherence;

import dev.muster.jpa.eclipselink.MusterTransport;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.persistence.config.HintValues;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.config.QueryHints;
import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.sessions.IdentityMapAccessor;

/** EclipseLink, with entities that it weaves or takes as they are. */
final class EclipseLink implements Provider {

    static final String COLUMN = "EclipseLink";

    private static final AtomicInteger SESSIONS = new AtomicInteger();

    private final boolean woven;

    EclipseLink(boolean woven) {
        this.woven = woven;
    }

    @Override
    public String column() {
        return COLUMN;
    }

    @Override
    public List<String> ownClasses() {
        return List.of(EclipseLink.class.getPackageName() + ".BytesKey");
    }

    @Override
    public Map<String, String> without() {
        return Map.of(
                "datastore identity", "EclipseLink has none",
                "TABLE_PER_CLASS: bulk update of the supertype", "EclipseLink leaves the subtypes' tables out");
    }

    @Override
    public EntityManagerFactory open(Opening opening) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(
                PersistenceUnitProperties.SESSION_NAME, (woven ? "woven " : "plain ") + SESSIONS.incrementAndGet());
        properties.put(PersistenceUnitProperties.WEAVING, String.valueOf(woven));
        properties.put(PersistenceUnitProperties.LOGGING_LEVEL, "WARNING");
        properties.put(PersistenceUnitProperties.DDL_GENERATION, opening.tables() ? "create-tables" : "none");
        if (!opening.mesh().addresses().isEmpty()) {
            properties.put(PersistenceUnitProperties.COORDINATION_PROTOCOL, MusterTransport.class.getName());
            properties.put("muster.jpa.cluster", opening.mesh().cluster());
            properties.put("muster.jpa.addresses", opening.mesh().addresses());
            properties.put("muster.jpa.port", String.valueOf(opening.mesh().port()));
        }
        Unit unit = new Unit(
                opening.unit(),
                PersistenceProvider.class.getName(),
                opening.classes(),
                opening.cacheMode(),
                opening.database());
        return new PersistenceProvider().createContainerEntityManagerFactory(unit, properties);
    }

    @Override
    public void evictByOwnApi(EntityManagerFactory factory, Class<?> type, Object id) {
        cache(factory).invalidateObject(id, type);
    }

    @Override
    public void evictAllByOwnApi(EntityManagerFactory factory) {
        cache(factory).initializeAllIdentityMaps();
    }

    @Override
    public void evictQueriesByOwnApi(EntityManagerFactory factory, Class<?> type) {
        cache(factory).invalidateQueryCache(type);
    }

    private static IdentityMapAccessor cache(EntityManagerFactory factory) {
        return JpaHelper.getServerSession(factory).getIdentityMapAccessor();
    }

    @Override
    public boolean hasEntityGraphs() {
        return woven;
    }

    @Override
    public boolean cachesValues() {
        return false;
    }

    @Override
    public Query cachedQuery(EntityManager em, String jpql) {
        if (JpaHelper.getServerSession(em.getEntityManagerFactory()).getQuery(jpql) == null) {
            Query query = em.createQuery(jpql).setHint(QueryHints.QUERY_RESULTS_CACHE, HintValues.TRUE);
            em.getEntityManagerFactory().addNamedQuery(jpql, query);
        }
        // Only what has a name is kept.
        return em.createNamedQuery(jpql);
    }
}
