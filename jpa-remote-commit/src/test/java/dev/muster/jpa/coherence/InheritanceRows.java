package dev.muster.jpa.coherence;

import dev.muster.jpa.coherence.model.Extra;
import dev.muster.jpa.coherence.model.Joined;
import dev.muster.jpa.coherence.model.Named;
import dev.muster.jpa.coherence.model.PerClass;
import dev.muster.jpa.coherence.model.SingleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Hierarchies: changes of a subtype, seen by its name and by that of its supertype, and the other way round. */
final class InheritanceRows {

    private static final String FEATURE = "inheritance";

    private InheritanceRows() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(new Hierarchy<>(
                        "SINGLE_TABLE", SingleTable.class, SingleTable.Sub.class, id -> new SingleTable.Sub(id, "old"))
                .rows());
        rows.addAll(new Hierarchy<>("JOINED", Joined.class, Joined.Sub.class, id -> new Joined.Sub(id, "old")).rows());
        rows.addAll(new Hierarchy<>(
                        "TABLE_PER_CLASS", PerClass.class, PerClass.Sub.class, id -> new PerClass.Sub(id, "old"))
                .rows());
        return rows;
    }

    private record Hierarchy<B extends Named, S extends B>(
            String strategy, Class<B> base, Class<S> sub, LongFunction<S> made) {

        List<Row> rows() {
            return List.of(insert(), update(), updateOfExtra(), delete(), bulkOnSupertype(), bulkOnSubtype());
        }

        private Row insert() {
            long id = Row.newId();
            return Scenario.named(strategy + ": insert of a subtype")
                    .entities("query for the supertype", queryFor(base), id)
                    .entities("query for the subtype", queryFor(sub), id)
                    .changed(FEATURE, em -> em.persist(made.apply(id)));
        }

        private Row update() {
            long id = Row.newId();
            return seen(": update of what the supertype has", id)
                    .changed(FEATURE, em -> em.find(base, id).name("new"));
        }

        private Row updateOfExtra() {
            long id = Row.newId();
            return extra(": update of what the subtype adds", id)
                    .changed(FEATURE, em -> ((Extra) em.find(sub, id)).extra("new"));
        }

        private Row bulkOnSubtype() {
            long id = Row.newId();
            String update = "update " + name(sub) + " e set e.extra = 'bulk' where e.id = " + id;
            return extra(": bulk update of the subtype", id)
                    .changed(FEATURE, em -> em.createQuery(update).executeUpdate());
        }

        private Scenario extra(String what, long id) {
            String query = "select e.extra from " + name(sub) + " e where e.id = ?1";
            return given(what, id)
                    .seen("supertype", reader -> ((Extra) reader.find(base, id)).extra())
                    .seen("subtype", reader -> ((Extra) reader.find(sub, id)).extra())
                    .values("query for the subtype", query, id);
        }

        private Row delete() {
            long id = Row.newId();
            return seen(": delete", id).changed(FEATURE, em -> em.remove(em.find(base, id)));
        }

        private Row bulkOnSupertype() {
            long id = Row.newId();
            String update = "update " + name(base) + " e set e.name = 'bulk' where e.id = " + id;
            return seen(": bulk update of the supertype", id)
                    .changed(FEATURE, em -> em.createQuery(update).executeUpdate());
        }

        private Scenario given(String what, long id) {
            return Scenario.named(strategy + what).given(em -> em.persist(made.apply(id)));
        }

        private Scenario seen(String what, long id) {
            return given(what, id)
                    .seen("supertype", reader -> nameOf(reader.find(base, id)))
                    .seen("subtype", reader -> nameOf(reader.find(sub, id)))
                    .entities("query for the supertype", queryFor(base), id)
                    .entities("query for the subtype", queryFor(sub), id);
        }

        private String queryFor(Class<?> type) {
            return "select e from " + name(type) + " e where e.id = ?1";
        }

        private static String nameOf(Named found) {
            return found == null ? "absent" : found.name();
        }

        private String name(Class<?> type) {
            return type == base ? base.getSimpleName() : base.getSimpleName() + "Sub";
        }
    }
}
