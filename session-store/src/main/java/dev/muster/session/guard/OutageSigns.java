package dev.muster.session.guard;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells a database that cannot be reached from one that refuses a statement. */
final class OutageSigns {

    /** Connection exception, insufficient resources, operator intervention (PostgreSQL says so when it stops). */
    private static final Set<String> CLASSES = Set.of("08", "53", "57");

    private OutageSigns() {}

    static boolean in(SQLException failure) {
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLTimeoutException
                || isOfTheirClass(failure.getSQLState());
    }

    private static boolean isOfTheirClass(@org.jspecify.annotations.Nullable String state) {
        return state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2));
    }
}
