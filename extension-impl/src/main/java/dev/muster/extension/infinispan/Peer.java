package dev.muster.extension.infinispan;

/**
 * A live server whose cache is running, as the shared database has it. Immutable.
 *
 * @param name of the server
 * @param incarnation of the server
 * @param address where its cache listens
 */
record Peer(String name, long incarnation, String address) {

    /** As an administrator reads it. */
    @Override
    public String toString() {
        return "'" + name + "' at " + address;
    }
}
