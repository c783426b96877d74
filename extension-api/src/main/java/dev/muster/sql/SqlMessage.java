package dev.muster.sql;

import dev.muster.Message;

/** What the shared database can have to say. */
public enum SqlMessage implements Message {
    /** The data source is one of this server alone. */
    DATABASE_NOT_SHARED(
            "MUSTER-012",
            "muster.datasource is '%s', an embedded %s database of this server alone: the other servers would not see what it"
                    + " keeps. Name the data source that all servers share, for example java:app/jdbc/Shop."),
    /** No data source is named though one is needed. */
    DATA_SOURCE_MISSING(
            "MUSTER-020",
            "muster.datasource is not set, but %s needs the shared database. Set it to the JNDI name of the data source"
                    + " that all servers share, for example java:app/jdbc/Shop."),
    /** The named data source is not bound. */
    DATA_SOURCE_UNKNOWN(
            "MUSTER-021",
            "muster.datasource is '%s', but no data source is bound under that name (%s). Bound are: %s. Correct the"
                    + " name, or define the data source on this server."),
    /** A statement or connection failed. */
    DATABASE_FAILED("MUSTER-022", "the shared database failed: %s"),
    /** The product is not supported. */
    UNSUPPORTED_DATABASE(
            "MUSTER-023", "muster.datasource leads to '%s', which Muster does not know. Supported are: %s."),
    /** Tables are missing and may not be made. */
    SCHEMA_MISSING(
            "MUSTER-024",
            "muster.schema is '%s' and table %s is missing. Run the script %s from the muster-api jar, or set"
                    + " muster.schema to create and let the database user make tables. The database said: %s"),
    /** The server's transaction registry cannot be asked. */
    TRANSACTION_STATUS_UNKNOWN(
            "MUSTER-025",
            "%s does not answer, so it is unknown whether a transaction of the application is active. This server's"
                    + " transaction service is broken; restart the server."),
    /** The name leads to an embedded database that the administrator chose on purpose. */
    DATABASE_EMBEDDED(
            "MUSTER-026",
            "muster.datasource '%s' is an embedded database (%s). Only servers in this JVM can share it; for a cluster"
                    + " of several machines name a database server.");

    private final String code;
    private final String pattern;

    SqlMessage(String code, String pattern) {
        this.code = code;
        this.pattern = pattern;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String pattern() {
        return pattern;
    }
}
