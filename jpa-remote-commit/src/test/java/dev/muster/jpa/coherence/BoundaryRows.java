package dev.muster.jpa.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.coherence.model.Plain;
import java.util.List;
import java.util.function.UnaryOperator;

/** Who is not meant keeps its caches. */
final class BoundaryRows {

    private static final String FEATURE = "boundaries";

    private BoundaryRows() {}

    static List<Row> rows() {
        return List.of(
                row("another persistence unit of the same applications: keeps its caches", Pair::otherUnit),
                row("the same persistence unit in another cluster: keeps its caches", Pair::otherCluster));
    }

    private static Row row(String name, UnaryOperator<Pair> others) {
        return new Row(FEATURE, name, Setup.WITHOUT_QUERY_CACHE, pair -> {
            try (Pair other = others.apply(pair)) {
                return run(pair, other);
            }
        });
    }

    private static Outcome run(Pair pair, Pair other) {
        long id = Row.newId();
        View name =
                new View("entity", false, reader -> reader.find(Plain.class, id).name());
        pair.database().commit(em -> em.persist(new Plain(id, "old")));
        assertThat(name.of(pair.there())).isEqualTo("old");
        assertThat(name.of(other.there())).isEqualTo("old");

        pair.here().commit(em -> em.find(Plain.class, id).name("new"));
        pair.settle();
        assertThat(name.of(pair.there())).as("the peer's").isEqualTo("new");
        assertThat(name.of(other.there())).as("the other's, which nobody told").isEqualTo("old");

        other.here().commit(em -> em.find(Plain.class, id).name("told"));
        other.settle();
        assertThat(name.of(other.there())).as("the other's own matter").isEqualTo("told");
        return Outcome.fresh(List.of());
    }
}
