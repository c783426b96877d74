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
            "muster.rooms.addresses is '%s', which muster.rooms.discovery=%s does not take. Right would be %s."),
    /** The remote Infinispan answers. */
    REMOTE_UP("MUSTER-144", "rooms: the Infinispan at %s remembers the rooms of cluster '%s' (Hot Rod, %s)."),
    /** The remote Infinispan does not answer. */
    REMOTE_DOWN(
            "MUSTER-145",
            "rooms: the Infinispan for Hot Rod %s (%s). Rooms are looked up in the database until it works: slower, nothing"
                    + " else is lost. Check muster.rooms.hotrod.servers, user and password, its certificate, and whether it"
                    + " has a cache 'muster-rooms' for texts."),
    /** Plain text would leave this machine. */
    NEEDS_TLS(
            "MUSTER-146",
            "muster.rooms.hotrod.tls is 'off', but muster.rooms.hotrod.servers is '%s', which is not on this machine. Right"
                    + " would be 'on', with muster.rooms.hotrod.fingerprint if the certificate is self-signed."),
    /** The client's jars are missing. */
    NO_CLIENT(
            "MUSTER-147",
            "muster.rooms.cache is 'hotrod', but the application has no org.infinispan:infinispan-client-hotrod. Add it to"
                    + " WEB-INF/lib with its dependencies, or set muster.rooms.cache=embedded.");

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
