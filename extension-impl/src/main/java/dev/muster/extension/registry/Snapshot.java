package dev.muster.extension.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All servers that the database knows, at one moment of its clock. Immutable.
 *
 * @param now the database's clock in epoch milliseconds
 * @param rows ordered by id
 */
record Snapshot(long now, List<ServerRow> rows) {

    Snapshot {
        rows = rows.stream().sorted(Comparator.comparingInt(ServerRow::id)).toList();
    }

    List<ServerRow> live() {
        return rows.stream().filter(row -> row.isLiveAt(now)).toList();
    }

    Optional<ServerRow> row(int id) {
        return rows.stream().filter(row -> row.id() == id).findFirst();
    }

    /** The row of this slot if it is still this incarnation's. */
    Optional<ServerRow> row(int id, long incarnation) {
        return row(id).filter(row -> row.incarnation() == incarnation);
    }
}
