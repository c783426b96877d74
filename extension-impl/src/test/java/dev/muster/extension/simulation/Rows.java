package dev.muster.extension.simulation;

/** Names of rows, for their locks. */
public final class Rows {

    /** Of the cluster's own row, which whoever claims a slot locks. */
    public static final Object CLUSTER = "cluster";

    private Rows() {}

    public static Object server(int id) {
        return "server " + id;
    }

    /** Of an incarnation's load, which is no row of its lease. */
    static Object load(long incarnation) {
        return "load " + incarnation;
    }

    static Object room(String name) {
        return "room " + name;
    }

    static Object state(String room) {
        return "state " + room;
    }
}
