package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Cached;
import dev.muster.jpa.coherence.model.Plain;
import dev.muster.jpa.coherence.model.Rich;
import dev.muster.jpa.coherence.model.Uncached;
import dev.muster.jpa.coherence.model.WithName;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

/** What is cached at all, as the unit, the entity or the entity manager says. */
final class ModeRows {

    private static final String FEATURE = "cache modes";
    private static final String RETRIEVE_MODE = "jakarta.persistence.cache.retrieveMode";
    private static final String STORE_MODE = "jakarta.persistence.cache.storeMode";

    private ModeRows() {}

    static List<Row> rows(Provider provider) {
        List<Row> rows = new ArrayList<>();
        for (Setup setup : List.of(Setup.ENABLE_SELECTIVE, Setup.DISABLE_SELECTIVE, Setup.NONE)) {
            String mode = "shared-cache-mode " + setup + ": ";
            rows.add(row(mode + "@Cacheable", setup, Cached.class, Cached::new, Cached::name));
            rows.add(row(mode + "not annotated", setup, Plain.class, id -> new Plain(id, "old"), Plain::name));
            rows.add(row(mode + "@Cacheable(false)", setup, Uncached.class, Uncached::new, Uncached::name));
        }
        rows.add(committed("committed with retrieve mode BYPASS", RETRIEVE_MODE, CacheRetrieveMode.BYPASS));
        rows.add(committed("committed with store mode BYPASS", STORE_MODE, CacheStoreMode.BYPASS));
        rows.add(committed("committed with store mode REFRESH", STORE_MODE, CacheStoreMode.REFRESH));
        rows.add(graph(provider));
        return rows;
    }

    private static <T extends WithName> Row row(
            String name, Setup setup, Class<T> type, LongFunction<T> made, BiConsumer<T, String> rename) {
        long id = Row.newId();
        return Scenario.named(name)
                .on(setup)
                .given(em -> em.persist(made.apply(id)))
                .seen("entity", reader -> reader.find(type, id).name())
                .entities("query", "select e from " + type.getSimpleName() + " e where e.id = ?1", id)
                .changed(FEATURE, em -> rename.accept(em.find(type, id), "new"));
    }

    private static Row graph(Provider provider) {
        long id = Row.newId();
        return Scenario.named("read by an entity graph first (woven entities), then whole")
                .given(em -> em.persist(new Rich(id, "old")))
                .seen(
                        "part",
                        reader -> reader.em()
                                .find(Rich.class, id, provider.hasEntityGraphs() ? nameOnly(reader.em()) : Map.of())
                                .name())
                .seen("whole", reader -> reader.find(Rich.class, id).note())
                .changed(FEATURE, em -> {
                    Rich rich = em.find(Rich.class, id);
                    rich.name("new");
                    rich.note("new");
                });
    }

    private static Map<String, Object> nameOnly(EntityManager em) {
        EntityGraph<Rich> graph = em.createEntityGraph(Rich.class);
        graph.addAttributeNodes("name");
        return Map.of("jakarta.persistence.fetchgraph", graph);
    }

    private static Row committed(String name, String property, Object mode) {
        long id = Row.newId();
        return Scenario.named(name)
                .given(em -> em.persist(new Plain(id, "old")))
                .seen("entity", reader -> reader.find(Plain.class, id).name())
                .entities("query", "select p from Plain p where p.id = ?1 and p.name = 'old'", id)
                .changed(FEATURE, em -> change(em, property, mode, id));
    }

    private static void change(EntityManager em, String property, Object mode, long id) {
        em.setProperty(property, mode);
        em.find(Plain.class, id).name("new");
    }
}
