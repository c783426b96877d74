package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Keys;
import dev.muster.jpa.coherence.model.Plain;
import dev.muster.jpa.coherence.model.SingleTable;
import java.util.List;
import java.util.function.BiConsumer;

/** Something else has changed the database, and the application evicts it from the caches of one server. */
final class EvictionRows {

    private static final String FEATURE = "evictions by the application";
    private static final String ENTITY = "select p from Plain p where p.id = ?1";

    private EvictionRows() {}

    static List<Row> rows(Provider provider) {
        return List.of(
                evictOne(),
                evictOneByCompositeKey(),
                evicted("Cache.evict(class)", (here, id) -> here.cache().evict(Plain.class)),
                evictSupertype(),
                evicted("Cache.evictAll()", (here, id) -> here.cache().evictAll()),
                evicted(
                        "one entity by the provider's own API",
                        (here, id) -> provider.evictByOwnApi(here.factory(), Plain.class, id)),
                evicted(
                        "everything by the provider's own API",
                        (here, id) -> provider.evictAllByOwnApi(here.factory())),
                queries(provider));
    }

    private static Row evictOne() {
        long id = Row.newId();
        long neighbour = Row.newId();
        return Scenario.named("Cache.evict(class, key)")
                .given(em -> {
                    em.persist(new Plain(id, "old"));
                    em.persist(new Plain(neighbour, "neighbour"));
                })
                .seen("entity", reader -> reader.find(Plain.class, id).name())
                .stays(
                        "neighbour",
                        reader -> reader.find(Plain.class, neighbour).name())
                .changedBy(FEATURE, here -> {
                    changeBehind(here, id);
                    here.cache().evict(Plain.class, id);
                });
    }

    private static Row evictOneByCompositeKey() {
        Keys.Spot key = new Keys.Spot("evicted", (int) Row.newId());
        return Scenario.named("Cache.evict(class, composite key)")
                .given(em -> em.persist(new Keys.ClassKey(key, "old")))
                .seen("entity", reader -> reader.find(Keys.ClassKey.class, key).name())
                .changedBy(FEATURE, here -> {
                    here.sql("update CLASSKEY set NAME = 'behind' where HALL = 'evicted'");
                    here.cache().evict(Keys.ClassKey.class, key);
                });
    }

    private static Row evictSupertype() {
        long id = Row.newId();
        return Scenario.named("Cache.evict(supertype): its subtypes too")
                .given(em -> em.persist(new SingleTable.Sub(id, "old")))
                .seen(
                        "subtype",
                        reader -> reader.find(SingleTable.Sub.class, id).name())
                .changedBy(FEATURE, here -> {
                    here.sql("update SINGLETABLE set NAME = 'behind' where ID = " + id);
                    here.cache().evict(SingleTable.class);
                });
    }

    private static Row evicted(String name, BiConsumer<Server, Long> evict) {
        long id = Row.newId();
        return Scenario.named(name)
                .given(em -> em.persist(new Plain(id, "old")))
                .seen("entity", reader -> reader.find(Plain.class, id).name())
                .entities("query", ENTITY, id)
                .changedBy(FEATURE, here -> {
                    changeBehind(here, id);
                    evict.accept(here, id);
                });
    }

    private static Row queries(Provider provider) {
        long id = Row.newId();
        return Scenario.named("query results by the provider's own API")
                .entities("query", ENTITY, id)
                .changedBy(FEATURE, here -> {
                    here.sql("insert into PLAIN (ID, NAME) values (" + id + ", 'behind')");
                    provider.evictQueriesByOwnApi(here.factory(), Plain.class);
                });
    }

    private static void changeBehind(Server here, long id) {
        here.sql("update PLAIN set NAME = 'behind' where ID = " + id);
    }
}
