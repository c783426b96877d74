package dev.muster.extension.simulation;

/** Names of rows, for their locks. */
public final class Rows {

    /** Of the cluster's own row, which whoever claims a slot locks. */
    public static final Object CLUSTER = "cluster";

    private Rows() {}

    public static Object server(int id) {
        return "server " + id;
    }

    /** Of the load of a server, which has a row of its own. */
    static Object load(int id) {
        return "load " + id;
    }

    static Object room(String name) {
        return "room " + name;
    }
}
