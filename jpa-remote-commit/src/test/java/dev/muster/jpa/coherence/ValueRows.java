package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Address;
import dev.muster.jpa.coherence.model.Rich;
import dev.muster.jpa.coherence.model.Versioned;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Attributes that are no relations. */
final class ValueRows {

    private static final String FEATURE = "values";

    private ValueRows() {}

    static List<Row> rows() {
        return List.of(
                mappedSuperclass(),
                row(
                        "@Embedded: another one",
                        rich -> rich.address().street(),
                        "e.address.street",
                        rich -> rich.address(elsewhere())),
                row(
                        "@Embedded: changed in place",
                        rich -> rich.address().street(),
                        "e.address.street",
                        rich -> rich.address().street("new")),
                row("@SecondaryTable", Rich::note, "e.note", rich -> rich.note("new")),
                row("@Lob text, lazy", Rich::text, rich -> rich.text("new")),
                row("@Lob bytes", Rich::bytes, rich -> rich.bytes("new")),
                row(
                        "@ElementCollection of strings",
                        ValueRows::tags,
                        "t",
                        "e.tags t",
                        rich -> rich.tags().add("new")),
                row(
                        "@ElementCollection of embeddables: added",
                        ValueRows::streets,
                        "a.street",
                        "e.addresses a",
                        rich -> rich.addresses().add(elsewhere())),
                row(
                        "@ElementCollection of embeddables: removed",
                        ValueRows::streets,
                        "a.street",
                        "e.addresses a",
                        rich -> rich.addresses().clear()),
                row(
                        "@ElementCollection map",
                        rich -> Map.copyOf(rich.labels()),
                        rich -> rich.labels().put("one", "new")),
                row(
                        "@ElementCollection with @OrderColumn: reordered",
                        rich -> List.copyOf(rich.steps()),
                        rich -> Collections.reverse(rich.steps())));
    }

    private static Row mappedSuperclass() {
        long id = Row.newId();
        return Scenario.named("@MappedSuperclass")
                .given(em -> em.persist(new Versioned(id, "old")))
                .seen("entity", reader -> reader.find(Versioned.class, id).name())
                .entities("query", "select v from Versioned v where v.id = ?1", id)
                .changed(FEATURE, em -> em.find(Versioned.class, id).name("new"));
    }

    private static Row row(String name, Function<Rich, Object> value, Consumer<Rich> change) {
        long id = Row.newId();
        return scenario(name, id, value).changed(FEATURE, em -> change.accept(em.find(Rich.class, id)));
    }

    private static Row row(String name, Function<Rich, Object> value, String path, Consumer<Rich> change) {
        long id = Row.newId();
        return scenario(name, id, value)
                .values("query", "select " + path + " from Rich e where e.id = ?1", id)
                .changed(FEATURE, em -> change.accept(em.find(Rich.class, id)));
    }

    private static Row row(String name, Function<Rich, Object> value, String path, String join, Consumer<Rich> change) {
        long id = Row.newId();
        String query = "select " + path + " from Rich e join " + join + " where e.id = ?1 order by " + path;
        return scenario(name, id, value)
                .values("query", query, id)
                .changed(FEATURE, em -> change.accept(em.find(Rich.class, id)));
    }

    private static Scenario scenario(String name, long id, Function<Rich, Object> value) {
        return Scenario.named(name)
                .given(em -> em.persist(rich(id)))
                .seen("entity", reader -> value.apply(reader.find(Rich.class, id)))
                .seen(
                        "query for entities",
                        reader -> reader.entities("select e from Rich e where e.id = ?1", id).stream()
                                .map(found -> value.apply((Rich) found))
                                .toList());
    }

    private static Rich rich(long id) {
        Rich rich = new Rich(id, "rich");
        rich.note("old");
        rich.text("old");
        rich.bytes("old");
        rich.tags().add("old");
        rich.addresses().add(new Address("here", "second"));
        rich.labels().put("one", "old");
        rich.steps().addAll(List.of("first", "second"));
        return rich;
    }

    private static Object tags(Rich rich) {
        return Set.copyOf(rich.tags());
    }

    private static Object streets(Rich rich) {
        return rich.addresses().stream().map(Address::toString).sorted().toList();
    }

    private static Address elsewhere() {
        return new Address("elsewhere", "another");
    }
}
