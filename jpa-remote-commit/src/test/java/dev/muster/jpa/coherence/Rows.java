package dev.muster.jpa.coherence;

import java.util.List;
import java.util.stream.Stream;

/** All rows of the table, made anew for each provider: they have ids of their own. */
final class Rows {

    private Rows() {}

    static List<Row> all(Provider provider) {
        return Stream.of(
                        Operations.rows(),
                        KeyRows.rows(),
                        InheritanceRows.rows(),
                        ValueRows.rows(),
                        RelationRows.rows(),
                        PairRows.rows(),
                        QueryRows.rows(),
                        EvictionRows.rows(provider),
                        ModeRows.rows(provider),
                        BoundaryRows.rows())
                .flatMap(List::stream)
                .toList();
    }
}
