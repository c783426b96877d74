package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Plain;
import dev.muster.jpa.coherence.model.Versioned;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.List;
import java.util.function.Consumer;

/** What can be done to an entity. */
final class Operations {

    private static final String FEATURE = "operations";

    /** The hint by which an application says what a native statement changes. */
    private static final String ENTITIES = "muster.jpa.entities";

    private static final String NAME = "select p.name from Plain p where p.id = ?1";
    private static final String ENTITY = "select p from Plain p where p.id = ?1";

    private Operations() {}

    static List<Row> rows() {
        return List.of(
                insert(),
                plain("update", (em, id) -> em.find(Plain.class, id).name("new")),
                plain("delete", (em, id) -> em.remove(em.find(Plain.class, id))),
                plain("merge of a detached entity", (em, id) -> em.merge(new Plain(id, "merged"))),
                plain("bulk JPQL update", Operations::bulkUpdate),
                plain("bulk JPQL delete", Operations::bulkDelete),
                plain("criteria update", Operations::criteriaUpdate),
                plain("criteria delete", Operations::criteriaDelete),
                plain("native update that names its entities by hint", Operations::nativeWithHint),
                nativeInsertWithHint(),
                plain("native update, hint with class names of two entities", Operations::nativeWithClassNames),
                withoutHint(),
                plain("several flushes before the commit", Operations::flushes),
                severalChanges(),
                plain("bulk update and a changed entity in one transaction", Operations::bulkAndChange),
                withoutQueryCache("bulk JPQL update, no query cache", Operations::bulkUpdate),
                withoutQueryCache("bulk JPQL delete, no query cache", Operations::bulkDelete),
                withoutQueryCache("criteria update, no query cache", Operations::criteriaUpdate),
                withoutQueryCache("native update with hint, no query cache", Operations::nativeWithHint),
                rollback("rollback of an update: peers keep their caches", (em, id) -> {
                    em.find(Plain.class, id).name("never");
                    em.flush();
                }),
                rollback("rollback of an insert: peers keep their caches", (em, id) -> {
                    em.persist(new Plain(Row.newId(), "never"));
                    em.flush();
                }),
                rollback("rollback of a bulk update: peers keep their caches", Operations::bulkUpdate),
                rollback("rollback of a native update with hint: peers keep their caches", Operations::nativeWithHint),
                peerWritesNext(),
                version("@Version: update", LockModeType.NONE, entity -> entity.name("new")),
                version("OPTIMISTIC_FORCE_INCREMENT", LockModeType.OPTIMISTIC_FORCE_INCREMENT, entity -> {}),
                version("PESSIMISTIC_FORCE_INCREMENT", LockModeType.PESSIMISTIC_FORCE_INCREMENT, entity -> {}));
    }

    private static Row insert() {
        long id = Row.newId();
        return Scenario.named("insert")
                .values("query", NAME, id)
                .entities("query for entities", ENTITY, id)
                .changed(FEATURE, em -> em.persist(new Plain(id, "inserted")));
    }

    private static Row plain(String name, Change change) {
        long id = Row.newId();
        return seen(name, id).changed(FEATURE, em -> change.apply(em, id));
    }

    private static Row rollback(String name, Change change) {
        long id = Row.newId();
        return seen(name, id).kept(FEATURE, here -> here.rollBack(em -> change.apply(em, id)));
    }

    private static Row nativeInsertWithHint() {
        long id = Row.newId();
        return Scenario.named("native insert that names its entity by hint")
                .entities("query for entities", ENTITY, id)
                .changed(
                        FEATURE,
                        em -> nativeWithHint(em, "insert into PLAIN (ID, NAME) values (" + id + ", 'native')"));
    }

    private static Row withoutHint() {
        long id = Row.newId();
        Consumer<Server> update =
                here -> here.commit(em -> em.createNativeQuery("update PLAIN set NAME = 'native' where ID = " + id)
                        .executeUpdate());
        return seen("native update or stored procedure without a hint", id)
                .notCovered(FEATURE, update, "nobody but the database knows what it changes");
    }

    private static Row withoutQueryCache(String name, Change change) {
        long id = Row.newId();
        return Scenario.named(name)
                .on(Setup.WITHOUT_QUERY_CACHE)
                .given(em -> em.persist(new Plain(id, "old")))
                .seen("entity", reader -> name(reader, id))
                .changed(FEATURE, em -> change.apply(em, id));
    }

    private static Scenario seen(String name, long id) {
        return Scenario.named(name)
                .given(em -> em.persist(new Plain(id, "old")))
                .seen("entity", reader -> name(reader, id))
                .values("query", NAME, id)
                .entities("query for entities", ENTITY, id);
    }

    private static Row severalChanges() {
        long changed = Row.newId();
        long removed = Row.newId();
        long inserted = Row.newId();
        String entities = "select p from Plain p where p.id in (?1, ?2, ?3) order by p.id";
        return Scenario.named("insert, update and delete in one transaction")
                .given(em -> {
                    em.persist(new Plain(changed, "changed"));
                    em.persist(new Plain(removed, "removed"));
                })
                .seen("changed entity", reader -> name(reader, changed))
                .seen("removed entity", reader -> name(reader, removed))
                .entities("query", entities, changed, removed, inserted)
                .changed(FEATURE, em -> {
                    em.persist(new Plain(inserted, "inserted"));
                    em.find(Plain.class, changed).name("new");
                    em.remove(em.find(Plain.class, removed));
                });
    }

    private static Row peerWritesNext() {
        long id = Row.newId();
        return Scenario.named("@Version: the peer writes next, without a conflict")
                .given(em -> em.persist(new Versioned(id, "old")))
                .seen("entity", reader -> reader.find(Versioned.class, id).name())
                .changed(FEATURE, em -> em.find(Versioned.class, id).name("new"))
                .then(pair ->
                        pair.there().commit(em -> em.find(Versioned.class, id).name("newest")));
    }

    private static Row version(String name, LockModeType lock, Consumer<Versioned> change) {
        long id = Row.newId();
        return Scenario.named(name)
                .given(em -> em.persist(new Versioned(id, "old")))
                .seen("entity", reader -> reader.find(Versioned.class, id).version())
                .values("query", "select v.version from Versioned v where v.id = ?1", id)
                .changed(FEATURE, em -> change.accept(em.find(Versioned.class, id, lock)));
    }

    private static String name(Server.Reader reader, long id) {
        Plain found = reader.find(Plain.class, id);
        return found == null ? "absent" : found.name();
    }

    private static void bulkUpdate(EntityManager em, long id) {
        em.createQuery("update Plain p set p.name = 'bulk' where p.id = ?1")
                .setParameter(1, id)
                .executeUpdate();
    }

    private static void bulkDelete(EntityManager em, long id) {
        em.createQuery("delete from Plain p where p.id = ?1")
                .setParameter(1, id)
                .executeUpdate();
    }

    private static void criteriaUpdate(EntityManager em, long id) {
        var builder = em.getCriteriaBuilder();
        CriteriaUpdate<Plain> update = builder.createCriteriaUpdate(Plain.class);
        var plain = update.from(Plain.class);
        update.set("name", "criteria").where(builder.equal(plain.get("id"), id));
        em.createQuery(update).executeUpdate();
    }

    private static void criteriaDelete(EntityManager em, long id) {
        var builder = em.getCriteriaBuilder();
        CriteriaDelete<Plain> delete = builder.createCriteriaDelete(Plain.class);
        var plain = delete.from(Plain.class);
        delete.where(builder.equal(plain.get("id"), id));
        em.createQuery(delete).executeUpdate();
    }

    private static void nativeWithHint(EntityManager em, long id) {
        nativeWithHint(em, "update PLAIN set NAME = 'native' where ID = " + id);
    }

    private static void nativeWithHint(EntityManager em, String statement) {
        em.createNativeQuery(statement).setHint(ENTITIES, "Plain").executeUpdate();
    }

    private static void nativeWithClassNames(EntityManager em, long id) {
        em.createNativeQuery("update PLAIN set NAME = 'native' where ID = " + id)
                .setHint(ENTITIES, Versioned.class.getName() + ", " + Plain.class.getName())
                .executeUpdate();
    }

    private static void flushes(EntityManager em, long id) {
        Plain plain = em.find(Plain.class, id);
        for (String name : List.of("first", "second", "third")) {
            plain.name(name);
            em.flush();
        }
    }

    private static void bulkAndChange(EntityManager em, long id) {
        bulkUpdate(em, id);
        Plain other = new Plain(Row.newId(), "other");
        em.persist(other);
        em.flush();
        other.name("changed");
    }

    /** What is done to the entity with this id. */
    private interface Change {

        void apply(EntityManager em, long id);
    }
}
