package dev.muster.session.jdbc;

import dev.muster.sql.Dialect;

/**
 * The SQL of the session tables. Expiry is compared inside the statement, by the database's clock.
 *
 * <p>MariaDB uses a column's new value in the assignments that follow it, other databases the old one: so what
 * looks at other columns comes before them.
 */
final class SessionStatements {

    private static final String COLUMNS =
            "uid, id, version, created_at, last_accessed, timeout_millis, principal, server_name, payload";
    private static final String LATER_ACCESS = "case when last_accessed > ? then last_accessed else ? end";

    final String find;
    final String create;
    final String save;
    final String touch;
    final String rename;
    final String keyOf;
    final String delete;
    final String findExpired;
    final String deleteExpired;
    final String search;
    final String searchPrincipal;
    final String findApart = "select payload from muster_session_attribute where cluster_name = ? and session_uid = ?"
            + " and digest = ?";
    final String addApart =
            "insert into muster_session_attribute (cluster_name, session_uid, digest, payload) values (?, ?, ?, ?)";
    final String removeApart =
            "delete from muster_session_attribute where cluster_name = ? and session_uid = ? and digest = ?";

    SessionStatements(Dialect dialect) {
        String living = " and expires_at > " + dialect.nowMillis();
        String alive = " where cluster_name = ? and uid = ?" + living;
        find = "select uid, id, version, created_at, last_accessed, timeout_millis, principal, server_name,"
                + " case when version <> ? then payload end from muster_session where cluster_name = ? and id = ?"
                + living;
        create = "insert into muster_session (cluster_name, " + COLUMNS
                + ", expires_at, principal_since) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        save = "update muster_session set expires_at = case when timeout_millis <> ? then ?"
                + " when expires_at < ? then ? else expires_at end, timeout_millis = ?, last_accessed = "
                + LATER_ACCESS
                + ", version = version + 1, principal_since = case when principal = ? then principal_since"
                + " else ? end, principal = ?, server_name = ?, payload = ?" + alive
                + " and version = ?";
        touch =
                "update muster_session set expires_at = case when timeout_millis > 0 and expires_at < ? + timeout_millis"
                        + " then ? + timeout_millis else expires_at end, last_accessed = " + LATER_ACCESS + alive;
        rename = "update muster_session set id = ?" + alive;
        keyOf = "select id from muster_session" + alive;
        delete = "delete from muster_session" + alive;
        String expired = " and expires_at <= " + dialect.nowMillis();
        findExpired = "select " + COLUMNS + " from muster_session where cluster_name = ?" + expired
                + " order by expires_at, uid" + dialect.limitClause() + dialect.lockFreeRowsClause();
        deleteExpired = "delete from muster_session where cluster_name = ? and uid = ?" + expired;
        search = search(dialect, living);
        searchPrincipal = search(dialect, living + " and principal = ?");
    }

    private static String search(Dialect dialect, String condition) {
        return "select uid, id, principal, server_name, created_at, last_accessed, expires_at, "
                + dialect.lengthOf("payload") + " + coalesce((select sum(" + dialect.lengthOf("a.payload")
                + ") from muster_session_attribute a where a.cluster_name = s.cluster_name and a.session_uid = s.uid), 0),"
                + " principal_since from muster_session s where cluster_name = ?" + condition
                + " order by created_at, uid"
                + dialect.limitClause();
    }
}
