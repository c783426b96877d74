package dev.muster.extension.infinispan;

import dev.muster.Message;

/** What the cache of grants has to say about itself and the servers that share it. */
public enum CacheMessage implements Message {
    /** Live servers are not in the view. */
    DEGRADED(
            "MUSTER-140",
            "rooms: Infinispan of cluster '%s' does not reach %s, which the shared database knows to be live. Rooms stay"
                    + " right, since the database decides, but look-ups of what those servers granted cost a query."
                    + " Check that muster.rooms.port (and up to 100 higher) is open between the servers in both"
                    + " directions, that muster.mesh.address is reachable, and muster.rooms.discovery=%s%s. It is tried"
                    + " again."),
    /** All live servers are in the view again. */
    WHOLE("MUSTER-141", "rooms: Infinispan of cluster '%s' reaches all live servers again."),
    /** A place for figures does not take them. */
    NOT_SHOWN(
            "MUSTER-142",
            "rooms: the state of Infinispan cannot be shown in %s (%s). Rooms work; check what else that place reports."),
    /** The addresses do not go with the discovery. */
    BAD_ADDRESSES(
            "MUSTER-143",
            "muster.rooms.addresses is '%s', which muster.rooms.discovery=%s does not take. Right would be %s.");

    private final String code;
    private final String pattern;

    CacheMessage(String code, String pattern) {
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
