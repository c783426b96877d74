package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Holder;
import dev.muster.jpa.coherence.model.Named;
import dev.muster.jpa.coherence.model.Thing;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Relations that one side knows of. */
final class RelationRows {

    private static final String FEATURE = "relations of one side";

    private RelationRows() {}

    static List<Row> rows() {
        return List.of(
                row(
                        "@ManyToOne: another one",
                        RelationRows::favourite,
                        "favourite",
                        (em, holder) -> holder.favourite(added(em))),
                row(
                        "@ManyToOne: what it refers to is changed",
                        RelationRows::favourite,
                        "favourite",
                        (em, holder) -> holder.favourite().name("new")),
                row(
                        "@OneToMany by join table: added",
                        names(Holder::tabled),
                        "tabled",
                        (em, holder) -> holder.tabled().add(added(em))),
                row(
                        "@OneToMany by join table: removed",
                        names(Holder::tabled),
                        "tabled",
                        (em, holder) -> holder.tabled().remove(0)),
                row(
                        "@OneToMany by join table: element changed",
                        names(Holder::tabled),
                        "tabled",
                        (em, holder) -> holder.tabled().get(0).name("new")),
                row(
                        "@OneToMany by join column: added",
                        names(Holder::columned),
                        "columned",
                        (em, holder) -> holder.columned().add(added(em))),
                row(
                        "@OneToMany by join column: removed",
                        names(Holder::columned),
                        "columned",
                        (em, holder) -> holder.columned().remove(0)),
                orphan(),
                row(
                        "@OrderColumn: reordered",
                        inOrder(Holder::ordered),
                        (em, holder) -> holder.ordered().add(holder.ordered().remove(0))),
                row(
                        "@OrderColumn: inserted in front",
                        inOrder(Holder::ordered),
                        (em, holder) -> holder.ordered().add(0, added(em))),
                row(
                        "@OrderBy: added",
                        inOrder(Holder::sorted),
                        (em, holder) -> holder.sorted().add(0, added(em))),
                orderingAttribute(),
                row("@MapKey: added", RelationRows::named, (em, holder) -> put(holder, added(em))),
                row(
                        "@MapKey: removed",
                        RelationRows::named,
                        (em, holder) -> holder.named().remove("a")),
                row("@MapKey: another value for a key", RelationRows::named, (em, holder) -> put(holder, another(em))));
    }

    private static Row row(
            String name, Function<Holder, Object> value, String attribute, BiConsumer<EntityManager, Holder> change) {
        long id = Row.newId();
        String query = "select t.name from Holder h join h." + attribute + " t where h.id = ?1 order by t.name";
        return scenario(name, id, value)
                .values("query over both", query, id)
                .changed(FEATURE, em -> change.accept(em, em.find(Holder.class, id)));
    }

    private static Row row(String name, Function<Holder, Object> value, BiConsumer<EntityManager, Holder> change) {
        long id = Row.newId();
        return scenario(name, id, value).changed(FEATURE, em -> change.accept(em, em.find(Holder.class, id)));
    }

    private static Row orderingAttribute() {
        long id = Row.newId();
        Consumer<Server> change = here ->
                here.commit(em -> em.find(Holder.class, id).sorted().get(0).name("z"));
        return scenario("@OrderBy: the attribute that orders is changed", id, inOrder(Holder::sorted))
                .notCoveredAnywhere(
                        FEATURE,
                        change,
                        "a cached relation keeps the order of its loading, also on the server of the change");
    }

    private static Row orphan() {
        long id = Row.newId();
        long orphan = Row.newId();
        return Scenario.named("orphan removal")
                .given(em -> {
                    Holder holder = new Holder(id, "holder");
                    holder.columned().add(new Thing(orphan, "orphan"));
                    em.persist(holder);
                })
                .seen(
                        "holder",
                        reader -> reader.find(Holder.class, id).columned().size())
                .seen("orphan", reader -> reader.find(Thing.class, orphan) == null)
                .entities("query", "select t from Thing t where t.id = ?1", orphan)
                .changed(FEATURE, em -> em.find(Holder.class, id).columned().clear());
    }

    private static Scenario scenario(String name, long id, Function<Holder, Object> value) {
        return Scenario.named(name)
                .given(em -> em.persist(holder(em, id)))
                .seen("entity", reader -> value.apply(reader.find(Holder.class, id)))
                .seen(
                        "query for entities",
                        reader -> reader.entities("select h from Holder h where h.id = ?1", id).stream()
                                .map(found -> value.apply((Holder) found))
                                .toList());
    }

    private static Holder holder(EntityManager em, long id) {
        Holder holder = new Holder(id, "holder");
        Thing favourite = new Thing(Row.newId(), "a");
        em.persist(favourite);
        holder.favourite(favourite);
        for (String name : List.of("a", "b")) {
            holder.tabled().add(new Thing(Row.newId(), name));
            holder.columned().add(new Thing(Row.newId(), name));
            holder.ordered().add(new Thing(Row.newId(), name));
            holder.sorted().add(new Thing(Row.newId(), name));
            put(holder, new Thing(Row.newId(), name));
        }
        return holder;
    }

    private static void put(Holder holder, Thing thing) {
        holder.named().put(thing.name(), thing);
    }

    private static Thing another(EntityManager em) {
        Thing thing = new Thing(Row.newId(), "a");
        em.persist(thing);
        return thing;
    }

    private static Thing added(EntityManager em) {
        Thing thing = new Thing(Row.newId(), "added");
        em.persist(thing);
        return thing;
    }

    private static Object favourite(Holder holder) {
        return holder.favourite().name();
    }

    private static Object named(Holder holder) {
        return holder.named().entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().id()));
    }

    private static Function<Holder, Object> names(Function<Holder, Collection<Thing>> things) {
        return holder -> things.apply(holder).stream().map(Named::name).sorted().toList();
    }

    private static Function<Holder, Object> inOrder(Function<Holder, List<Thing>> things) {
        return holder -> things.apply(holder).stream().map(Named::name).toList();
    }
}
