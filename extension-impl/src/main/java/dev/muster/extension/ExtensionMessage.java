package dev.muster.extension;

import dev.muster.Message;

/** What the life of a server in its cluster can have to say; rooms have messages of their own. */
public enum ExtensionMessage implements Message {
    /** This server is in. */
    JOINED(
            "MUSTER-001",
            "cluster '%s': server %d '%s' joined as incarnation %d (%s, sessions: %s, rooms: %s, mesh %s)"),
    /** Another server is in. */
    PEER_JOINED("MUSTER-002", "cluster '%s': server %d '%s' joined, %s%s"),
    /** Another server is gone. */
    PEER_LEFT("MUSTER-003", "cluster '%s': server %d '%s' left (%s), %s"),
    /** This server is gone. */
    LEFT("MUSTER-004", "cluster '%s': server %d '%s' has left"),
    /** A bean was used before the context path is known. */
    TOO_EARLY(
            "MUSTER-005",
            "a bean of Muster is used before the web application starts, when its context path is not yet known. Use it"
                    + " later, or set muster.cluster and muster.server.path."),
    /** Nothing works any more. */
    STOPPED("MUSTER-006", "a bean of Muster is used after the application was stopped."),
    /** The goodbye did not reach the database. */
    GOODBYE_FAILED(
            "MUSTER-007",
            "cluster '%s': server %d '%s' could not say that it leaves (%s). The others find out when its lease ends."),
    /** An observer of the application threw. */
    OBSERVER_FAILED("MUSTER-008", "an observer of %s failed: %s"),
    /** No route to the database's host. */
    ADDRESS_UNKNOWN("MUSTER-009", "the host '%s' %s is not known here (%s). %s"),
    /** The cluster has other ideas. */
    CLUSTER_DIFFERS("MUSTER-030", "cluster '%s' has the %s '%s' in the shared database, but this server has '%s'. %s"),
    /** A configured id is taken. */
    ID_TAKEN(
            "MUSTER-031",
            "server id %d is held by '%s' at %s:%d (lease until %s). This server was given the same id by"
                    + " muster.server.id. Remove the setting to get a free id, or give another."),
    /** A configured name is taken. */
    NAME_TAKEN(
            "MUSTER-032",
            "server name '%s' is held by server %d at %s:%d (lease until %s). This server was given the same name by"
                    + " muster.server.name. Give each server a name of its own."),
    /** All slots are taken. */
    NO_FREE_ID(
            "MUSTER-033",
            "cluster '%s' has no free server id: all of 1 to %d are held by live servers, or were lost less than a minute ago."
                    + " Stop servers that are not needed, or raise muster.max-servers."),
    /** Somebody who may be dead has our place. */
    WAITING(
            "MUSTER-034",
            "server %d '%s' at %s:%d holds the %s that this server wants (lease until %s). Probably it is an earlier"
                    + " start that was killed: waiting until its lease ends or it shows that it lives."),
    /** This server stopped acting. */
    FENCED(
            "MUSTER-035",
            "cluster '%s': server %d '%s' is fenced: %s. It holds no rooms and gives out no ids until it has joined"
                    + " again."),
    /** This server acts again. */
    REGAINED("MUSTER-036", "cluster '%s': server %d '%s' is back as incarnation %d"),
    /** Somebody asked a fenced server to act. */
    NOT_CURRENT(
            "MUSTER-037",
            "server %d '%s' is fenced: it cannot prove its lease in the shared database, so it may not act. Send the"
                    + " user to another server, or try again when it is back."),
    /** The port under which users reach this server is a guess. */
    PORT_GUESSED(
            "MUSTER-038",
            "cannot find out on which port users reach this server; 8080 is assumed. Set muster.server.port if that is"
                    + " wrong."),
    /** A renewal failed. */
    RENEWAL_FAILED(
            "MUSTER-039",
            "cluster '%s': the lease of server %d '%s' could not be renewed or regained (%s). It is tried again soon.");

    private final String code;
    private final String pattern;

    ExtensionMessage(String code, String pattern) {
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
