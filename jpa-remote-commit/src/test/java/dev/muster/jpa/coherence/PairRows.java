package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Named;
import dev.muster.jpa.coherence.model.Pairs;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Relations that both sides know of. */
final class PairRows {

    private static final String FEATURE = "relations of both sides";

    private static final String PARTS = "select p from Part p where p.whole.id = ?1 order by p.name";

    private PairRows() {}

    static List<Row> rows() {
        return List.of(
                oneToManyAdded(),
                oneToManyRemoved(),
                oneToManyMoved(),
                oneSideOnly(),
                otherSideOfIt(),
                oneToManyCascade(),
                oneToManyDelete(),
                oneToOne(),
                oneToOneEnded(),
                manyToMany("@ManyToMany, both sides: added", true),
                manyToMany("@ManyToMany, both sides: removed", false));
    }

    private static Row oneToManyAdded() {
        long id = Row.newId();
        return whole("@OneToMany, both sides: part added", id)
                .entities("query over both", PARTS, id)
                .changed(FEATURE, em -> em.find(Pairs.Whole.class, id).add(new Pairs.Part(Row.newId(), "added")));
    }

    private static Row oneToManyRemoved() {
        long id = Row.newId();
        return whole("@OneToMany, both sides: part removed", id)
                .seen("part", reader -> reader.find(Pairs.Part.class, first(id)).whole() == null)
                .entities("query over both", PARTS, id)
                .changed(FEATURE, em -> em.find(Pairs.Whole.class, id).remove(em.find(Pairs.Part.class, first(id))));
    }

    private static Row oneToManyMoved() {
        long from = Row.newId();
        long to = Row.newId();
        return moving("@OneToMany, both sides: part moved to another whole", from, to)
                .seen(
                        "old whole",
                        reader -> names(reader.find(Pairs.Whole.class, from).parts()))
                .seen(
                        "new whole",
                        reader -> names(reader.find(Pairs.Whole.class, to).parts()))
                .changed(FEATURE, em -> {
                    Pairs.Part part = em.find(Pairs.Part.class, first(from));
                    em.find(Pairs.Whole.class, from).remove(part);
                    em.find(Pairs.Whole.class, to).add(part);
                });
    }

    private static Row oneSideOnly() {
        long from = Row.newId();
        long to = Row.newId();
        return moving("@OneToMany, owning side only is changed: owning side", from, to)
                .changed(FEATURE, em -> em.find(Pairs.Part.class, first(from)).whole(em.find(Pairs.Whole.class, to)));
    }

    private static Row otherSideOfIt() {
        long from = Row.newId();
        long to = Row.newId();
        Consumer<Server> change =
                here -> here.commit(em -> em.find(Pairs.Part.class, first(from)).whole(em.find(Pairs.Whole.class, to)));
        return Scenario.named("@OneToMany, owning side only is changed: other side")
                .given(em -> give(em, from, to))
                .seen(
                        "old whole",
                        reader -> names(reader.find(Pairs.Whole.class, from).parts()))
                .seen(
                        "new whole",
                        reader -> names(reader.find(Pairs.Whole.class, to).parts()))
                .notCoveredAnywhere(
                        FEATURE, change, "the application has to keep both sides, also for the server of the change");
    }

    private static Scenario moving(String name, long from, long to) {
        return Scenario.named(name)
                .given(em -> give(em, from, to))
                .seen(
                        "part",
                        reader -> reader.find(Pairs.Part.class, first(from))
                                .whole()
                                .name())
                .entities("query for the old whole", PARTS, from)
                .entities("query for the new whole", PARTS, to);
    }

    private static void give(EntityManager em, long from, long to) {
        Pairs.Whole whole = new Pairs.Whole(from, "from");
        whole.add(new Pairs.Part(first(from), "moved"));
        em.persist(whole);
        em.persist(new Pairs.Whole(to, "to"));
    }

    private static Row oneToManyCascade() {
        long id = Row.newId();
        return Scenario.named("cascade: persist")
                .entities("query", "select w from Whole w where w.id = ?1", id)
                .values("query over both", "select w.name, p.name from Whole w join w.parts p where w.id = ?1", id)
                .changed(FEATURE, em -> {
                    Pairs.Whole whole = new Pairs.Whole(id, "whole");
                    whole.add(new Pairs.Part(Row.newId(), "first"));
                    em.persist(whole);
                });
    }

    private static Row oneToManyDelete() {
        long id = Row.newId();
        return Scenario.named("cascade: remove")
                .given(em -> em.persist(wholeOfTwo(id)))
                .seen("part", reader -> found(reader, first(id)))
                .seen("whole", reader -> reader.find(Pairs.Whole.class, id) != null)
                .entities("query", PARTS, id)
                .changed(FEATURE, em -> em.remove(em.find(Pairs.Whole.class, id)));
    }

    private static Row oneToOne() {
        long person = Row.newId();
        long old = Row.newId();
        long fresh = Row.newId();
        return Scenario.named("@OneToOne, both sides: another one")
                .given(em -> {
                    Pairs.Passport passport = new Pairs.Passport(old, "old");
                    em.persist(passport);
                    em.persist(new Pairs.Passport(fresh, "new"));
                    Pairs.Person owner = new Pairs.Person(person, "person");
                    owner.passport(passport);
                    em.persist(owner);
                })
                .seen(
                        "owning side",
                        reader -> reader.find(Pairs.Person.class, person)
                                .passport()
                                .name())
                .seen(
                        "other side, old",
                        reader -> reader.find(Pairs.Passport.class, old).person() == null)
                .seen(
                        "other side, new",
                        reader -> reader.find(Pairs.Passport.class, fresh).person() == null)
                .entities("query", "select p from Person p where p.passport.id = ?1", old)
                .changed(
                        FEATURE,
                        em -> em.find(Pairs.Person.class, person).passport(em.find(Pairs.Passport.class, fresh)));
    }

    private static Row oneToOneEnded() {
        long person = Row.newId();
        long passport = Row.newId();
        return Scenario.named("@OneToOne, both sides: ended")
                .given(em -> {
                    Pairs.Passport held = new Pairs.Passport(passport, "held");
                    em.persist(held);
                    Pairs.Person owner = new Pairs.Person(person, "person");
                    owner.passport(held);
                    em.persist(owner);
                })
                .seen(
                        "owning side",
                        reader -> reader.find(Pairs.Person.class, person).passport() == null)
                .seen(
                        "other side",
                        reader -> reader.find(Pairs.Passport.class, passport).person() == null)
                .changed(FEATURE, em -> em.find(Pairs.Person.class, person).passport(null));
    }

    private static Row manyToMany(String name, boolean add) {
        long student = Row.newId();
        long course = Row.newId();
        return Scenario.named(name)
                .given(em -> {
                    Pairs.Student taking = new Pairs.Student(student, "student");
                    Pairs.Course taken = new Pairs.Course(course, "course");
                    em.persist(taking);
                    em.persist(taken);
                    if (!add) {
                        taking.take(taken);
                    }
                })
                .seen(
                        "owning side",
                        reader ->
                                names(reader.find(Pairs.Student.class, student).courses()))
                .seen(
                        "other side",
                        reader -> names(reader.find(Pairs.Course.class, course).students()))
                .entities("query over both", "select s from Student s join s.courses c where c.id = ?1", course)
                .changed(FEATURE, em -> {
                    Pairs.Student changed = em.find(Pairs.Student.class, student);
                    Pairs.Course concerned = em.find(Pairs.Course.class, course);
                    if (add) {
                        changed.take(concerned);
                    } else {
                        changed.leave(concerned);
                    }
                });
    }

    private static Scenario whole(String name, long id) {
        return Scenario.named(name)
                .given(em -> em.persist(wholeOfTwo(id)))
                .seen(
                        "whole",
                        reader -> names(reader.find(Pairs.Whole.class, id).parts()));
    }

    private static Pairs.Whole wholeOfTwo(long id) {
        Pairs.Whole whole = new Pairs.Whole(id, "whole");
        whole.add(new Pairs.Part(first(id), "first"));
        whole.add(new Pairs.Part(Row.newId(), "second"));
        return whole;
    }

    /** Id of the first part: rows use positive ids. */
    private static long first(long wholeId) {
        return -wholeId;
    }

    private static boolean found(Server.Reader reader, long id) {
        return reader.find(Pairs.Part.class, id) != null;
    }

    private static List<String> names(Collection<? extends Named> all) {
        return all.stream().map(Named::name).sorted().toList();
    }
}
