package dev.muster.jpa;

/** Operator messages of the mesh and the JPA adapters. Each code has a paragraph in {@code docs/messages.md}. */
public enum MeshMessage {
    LISTENING(40, "mesh of cluster '%s' listens at %s (%s)"),
    LINK_UP(41, "mesh link to %s up in %d ms (%s)"),
    LINK_CLOSED(42, "mesh link to %s closed in good order (%s)"),
    LINK_LOST(43, "mesh link to %s lost (%s). It is tried again; if it is not back soon, the JPA caches are emptied."),
    CONNECTION_REFUSED(
            44,
            "mesh: %s closed before authentication (%d bytes, %s). Seen 1 time; repeated ones are counted, not logged."),
    PEER_UNREACHABLE(
            45,
            "mesh: no link to %s (%s). Commits of that server do not reach this one's JPA caches and the other way round."
                    + " It is tried again; check that the address and port are right and open between the servers."),
    NO_FREE_PORT(
            46,
            "mesh: no free port from %d to %d on %s. Name the first port of a free range: muster.mesh.port in a cluster;"
                    + " with static addresses muster.jpa.port in persistence.xml, or Port= of the OpenJPA provider."),
    PLAINTEXT_REFUSED(
            47,
            "mesh: %s is not a loopback address, and links without protection are allowed on loopback only."
                    + " Give all servers the same secret: start each with MUSTER_JPA_SECRET=<long random text> in its environment or"
                    + " -Dmuster.jpa.secret-file=<file with it>, or write muster.jpa.secret (EclipseLink) or Secret= (OpenJPA) in"
                    + " persistence.xml. Or give them a key store (muster.jpa.keystore, KeyStore=)."),
    NOT_CONNECTED(
            48,
            "persistence unit '%s' names Muster for its remote commits, but no mesh was opened within %d s: other servers are not told"
                    + " of its commits. Switch the cluster on (muster.mode=cluster), or name the servers (muster.jpa.addresses, Addresses=)."),
    CACHE_EMPTIED(49, "persistence unit '%s': data and query cache emptied (%s)"),
    EVICTION_FAILED(50, "persistence unit '%s': eviction failed (%s); it may serve old data"),
    OWN_PAUSE(51, "this server stood still for %d ms: the caches of all persistence units were emptied"),
    QUEUE_OVERFLOW(52, "mesh: %s takes evictions too slowly; %d were dropped and it will empty its caches instead"),
    BAD_SETTING(53, "%s is '%s': %s. Give %s."),
    PROTOCOL_ERROR(
            54, "mesh: %s sent what the protocol does not know (%s). All servers must run the same version of Muster."),
    PEERS_UNKNOWN(55, "mesh: the list of peers could not be read (%s); the last one is kept"),
    BROADCAST_FAILED(
            56,
            "persistence unit '%s': a commit could not be described (%s); the other servers empty their caches instead"),
    LISTENER_FAILED(57, "mesh: a listener failed (%s)"),
    UNIT_CONNECTED(58, "persistence unit '%s' sends and receives remote commits (%s)"),
    FOREIGN_PEER(59, "mesh: %s was refused (%s). Seen 1 time; repeated ones are counted, not logged."),
    UNKNOWN_ENTITY(
            120,
            "persistence unit '%s': a statement gives '%s' in muster.jpa.entities, which is no entity of this unit: all servers"
                    + " empty their caches of it. Give entity names or class names, separated by commas."),
    NO_EFFECT(
            123,
            "persistence unit '%s': the options %s of OpenJPA's own provider have no effect with Muster's; they can be removed"),
    UNGUARDED_BROKER(
            124,
            "persistence unit '%s': openjpa.BrokerImpl is %s, so Muster cannot see when entities are loaded: one that is loaded"
                    + " while another server changes it may stay old in the cache. Remove the setting; or, if OpenJPA does not see"
                    + " muster-jpa in its class loader, name Muster's classes as docs/jpa.md says."),
    EVICTIONS_LOCAL(
            121,
            "session '%s': what the application evicts by Cache.evict stays on this server, because EclipseLink's field for its cache"
                    + " cannot be set (%s). Open org.eclipse.persistence.internal.sessions to muster-jpa; commits are told all the same."),
    HINT_UNKNOWN(
            122,
            "EclipseLink's table of query hints cannot be reached (%s): the hint muster.jpa.entities has no effect. Write the comment"
                    + " /* muster.jpa.entities=... */ into native statements instead."),
    BYPASS(
            126,
            "mesh: %s has not been heard for %d ms but may be alive: the JPA caches are bypassed, every read goes to the database."
                    + " This ends by itself when it is heard, leaves, or nobody listens at its address any more."),
    BYPASS_ENDED(127, "mesh: all live peers are heard: the JPA caches are in use again"),
    SYNC_TIMEOUT(
            128,
            "persistence unit '%s': a commit waited %d ms for peers that did not answer: %s. It stands; they follow, or empty"
                    + " their caches."),
    PULSE_FAILED(129, "mesh: a heartbeat failed (%s); while none succeeds, the JPA caches are bypassed"),
    NOT_SHOWN(130, "mesh: its figures cannot be shown by %s (%s); it works without");

    private final int number;
    private final String pattern;

    MeshMessage(int number, String pattern) {
        this.number = number;
        this.pattern = pattern;
    }

    /** The stable code, for example {@code MUSTER-044}. */
    public String code() {
        return String.format("MUSTER-%03d", number);
    }

    /** Code and text with the values filled in. */
    public String text(Object... values) {
        return code() + " " + String.format(pattern, values);
    }
}
