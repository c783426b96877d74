package dev.muster.sql;

import dev.muster.MusterException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the databases differ. Everything else is written in SQL that all of them understand. */
public enum Dialect {
    /** PostgreSQL 13 and newer. */
    POSTGRESQL("postgresql", "(cast(extract(epoch from clock_timestamp()) * 1000 as bigint))"),
    /** MariaDB 10.6 and newer; MySQL 8 and newer. */
    MARIADB("mariadb", "(timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000)"),
    /** H2 2.x. */
    H2("h2", "(cast(extract(epoch from current_timestamp) * 1000 as bigint))"),
    /** Apache Derby 10.15 and newer; its clock function is made by the schema script. */
    DERBY("derby", "muster_now()");

    private final String script;
    private final String nowMillis;

    Dialect(String script, String nowMillis) {
        this.script = script;
        this.nowMillis = nowMillis;
    }

    /**
     * The dialect of the database behind a connection.
     *
     * @throws MusterException if it is none that Muster knows
     */
    public static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String product = metaData.getDatabaseProductName();
        String name = product.toLowerCase(Locale.ROOT);
        if (name.contains("postgresql")) {
            return POSTGRESQL;
        }
        if (name.contains("mariadb") || name.contains("mysql")) {
            return MARIADB;
        }
        if (name.equals("h2")) {
            return H2;
        }
        if (name.contains("derby")) {
            return DERBY;
        }
        throw new MusterException(SqlMessage.UNSUPPORTED_DATABASE, product, supported());
    }

    /** An SQL expression for the database's clock in milliseconds since 1970-01-01T00:00Z. */
    public String nowMillis() {
        return nowMillis;
    }

    /** The clause that ends a query for at most so many rows, given as a parameter. */
    public String limitClause() {
        return this == DERBY ? " fetch first ? rows only" : " limit ?";
    }

    /** The clause that locks the rows read, passing over those locked by others where the database can. */
    public String lockFreeRowsClause() {
        return switch (this) {
            case POSTGRESQL, MARIADB -> " for update skip locked";
            case H2, DERBY -> "";
        };
    }

    /** The length in bytes of a column that holds bytes. */
    public String lengthOf(String column) {
        return (this == DERBY ? "length(" : "octet_length(") + column + ")";
    }

    /** Whether the failure is a violated primary key or unique constraint. */
    public boolean isDuplicateKey(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.startsWith("23");
    }

    String script() {
        return script;
    }

    private static String supported() {
        return Arrays.stream(values()).map(d -> d.script).collect(Collectors.joining(", "));
    }
}
