package dev.muster.session.jdbc;

import dev.muster.sql.Dialect;

/**
 * The SQL of the session table. Expiry is compared inside the statement, by the database's clock.
 *
 * <p>MariaDB uses a column's new value in the assignments that follow it, other databases the old one: the expression for
 * the later access gives the same for both.
 */
final class SessionStatements {

    private static final String COLUMNS =
            "id, version, created_at, last_accessed, timeout_millis, principal, server_name, payload";
    private static final String LATER_ACCESS = "case when last_accessed > ? then last_accessed else ? end";

    final String load;
    final String version;
    final String create;
    final String save;
    final String touch;
    final String rename;
    final String delete;
    final String findExpired;
    final String deleteExpired;

    SessionStatements(Dialect dialect) {
        String alive = " where cluster_name = ? and id = ? and expires_at > " + dialect.nowMillis();
        load = "select " + COLUMNS + " from muster_session" + alive;
        version = "select version from muster_session" + alive;
        create = "insert into muster_session (cluster_name, " + COLUMNS
                + ", expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        save = "update muster_session set version = version + 1, last_accessed = " + LATER_ACCESS
                + ", expires_at = case when cast(? as " + bigint(dialect) + ") = 0 then " + Long.MAX_VALUE + " else ("
                + LATER_ACCESS + ") + ? end, timeout_millis = ?, principal = ?, server_name = ?, payload = ?" + alive
                + " and version = ?";
        touch = "update muster_session set last_accessed = " + LATER_ACCESS
                + ", expires_at = case when timeout_millis = 0 then expires_at else (" + LATER_ACCESS
                + ") + timeout_millis end" + alive;
        rename = "update muster_session set id = ?" + alive;
        delete = "delete from muster_session" + alive;
        String expired = " and expires_at <= " + dialect.nowMillis();
        findExpired = "select " + COLUMNS + " from muster_session where cluster_name = ?" + expired
                + " order by expires_at" + dialect.limitClause() + dialect.lockFreeRowsClause();
        deleteExpired = "delete from muster_session where cluster_name = ? and id = ?" + expired;
    }

    private static String bigint(Dialect dialect) {
        return dialect == Dialect.MARIADB ? "signed" : "bigint";
    }
}
