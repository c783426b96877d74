package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Pairs;
import dev.muster.jpa.coherence.model.Plain;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Cached results of queries of several kinds; what is changed is not always what is selected. */
final class QueryRows {

    private static final String FEATURE = "cached query results";
    private static final String JOIN = "select w from Whole w join w.parts p where w.id = ?1 and p.name = 'old'";
    private static final String SUBQUERY =
            "select w from Whole w where w.id = ?1 and exists (select p from Part p where p.whole = w and p.name = 'old')";
    private static final String PATH = "select p from Part p where p.id = ?1 and p.whole.name = 'whole'";

    private QueryRows() {}

    static List<Row> rows() {
        return List.of(
                oneType("one type: an entity gets out", "old", "new"),
                oneType("one type: an entity gets in", "other", "old"),
                oneTypeBulk(),
                join(
                        "join over two types: the other type is updated",
                        JOIN,
                        (em, id) -> part(em, id).name("new")),
                join("join over two types: one of the other type is deleted", JOIN, QueryRows::delete),
                join("join over two types: bulk update of the other type", JOIN, QueryRows::bulkUpdate),
                insertIntoJoin(),
                join(
                        "subquery: its type is updated",
                        SUBQUERY,
                        (em, id) -> part(em, id).name("new")),
                path(),
                values("values: count", "select count(p) from Plain p where p.name = 'counted' and p.id = ?1"),
                values("values: max", "select max(p.name) from Plain p where p.id = ?1"),
                values("values: group by", "select p.name, count(p) from Plain p where p.id = ?1 group by p.name"));
    }

    private static Row oneType(String name, String before, String after) {
        long id = Row.newId();
        return Scenario.named(name)
                .given(em -> em.persist(new Plain(id, before)))
                .entities("query", "select p from Plain p where p.id = ?1 and p.name = 'old'", id)
                .changed(FEATURE, em -> em.find(Plain.class, id).name(after));
    }

    private static Row oneTypeBulk() {
        long id = Row.newId();
        return Scenario.named("one type: bulk update")
                .given(em -> em.persist(new Plain(id, "old")))
                .entities("query", "select p from Plain p where p.id = ?1 and p.name = 'old'", id)
                .changed(
                        FEATURE,
                        em -> em.createQuery("update Plain p set p.name = 'bulk' where p.id = ?1")
                                .setParameter(1, id)
                                .executeUpdate());
    }

    private static Row join(String name, String jpql, Change change) {
        long id = Row.newId();
        return Scenario.named(name)
                .given(em -> em.persist(whole(id)))
                .entities("query", jpql, id)
                .changed(FEATURE, em -> change.apply(em, id));
    }

    private static Row insertIntoJoin() {
        long id = Row.newId();
        return Scenario.named("join over two types: one of the other type is inserted")
                .given(em -> em.persist(new Pairs.Whole(id, "whole")))
                .entities("query", JOIN, id)
                .changed(FEATURE, em -> {
                    Pairs.Part part = new Pairs.Part(-id, "old");
                    part.whole(em.find(Pairs.Whole.class, id));
                    em.persist(part);
                });
    }

    private static Row path() {
        long id = Row.newId();
        return Scenario.named("path into another type, which is updated")
                .given(em -> em.persist(whole(id)))
                .entities("query", PATH, -id)
                .changed(FEATURE, em -> em.find(Pairs.Whole.class, id).name("new"));
    }

    private static Row values(String name, String jpql) {
        long id = Row.newId();
        return Scenario.named(name)
                .given(em -> em.persist(new Plain(id, "counted")))
                .values("query", jpql, id)
                .changed(FEATURE, em -> em.find(Plain.class, id).name("new"));
    }

    private static Pairs.Whole whole(long id) {
        Pairs.Whole whole = new Pairs.Whole(id, "whole");
        whole.add(new Pairs.Part(-id, "old"));
        return whole;
    }

    private static Pairs.Part part(EntityManager em, long wholeId) {
        return em.find(Pairs.Part.class, -wholeId);
    }

    private static void delete(EntityManager em, long wholeId) {
        Pairs.Part part = part(em, wholeId);
        em.find(Pairs.Whole.class, wholeId).remove(part);
        em.remove(part);
    }

    private static void bulkUpdate(EntityManager em, long wholeId) {
        em.createQuery("update Part p set p.name = 'bulk' where p.id = ?1")
                .setParameter(1, -wholeId)
                .executeUpdate();
    }

    /** What is done to the whole with this id. */
    private interface Change {

        void apply(EntityManager em, long id);
    }
}
