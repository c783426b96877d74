package dev.muster.extension.registry;

import dev.muster.MusterException;
import dev.muster.server.Server;
import java.util.List;
import java.util.Optional;

/**
 * The live servers of the cluster. Answers come from memory and are at most one lease renewal old, except after
 * {@link #refresh()}. Thread-safe.
 */
public interface Registry {

    /** The live servers, this one included while its lease lasts, ordered by id. */
    List<Member> members();

    /** The live servers, this one included while its lease lasts, ordered by id. */
    default List<Server> servers() {
        return members().stream().map(Member::server).toList();
    }

    /** The server that holds this slot in this incarnation, if its lease is live. */
    default Optional<Server> live(int serverId, long incarnation) {
        return servers().stream()
                .filter(server -> server.id() == serverId && server.incarnation() == incarnation)
                .findFirst();
    }

    /**
     * Reads the database now.
     *
     * @throws MusterException if the database fails
     */
    void refresh();

    /** What an administrator wants of that incarnation of a server. */
    default Orders orders(int serverId, long incarnation) {
        return Orders.NONE;
    }

    /** The monotonic clock of this JVM, in nanoseconds, before the database was last read. */
    long asOf();

    /**
     * Whether it is known that this incarnation has ended for good: it left, was buried, or another has its slot. Answers
     * from memory; an answer that says so never gets wrong.
     */
    boolean isGone(int serverId, long incarnation);

    /**
     * Ends an incarnation whose lease is over by the database's clock, for good: it cannot renew its lease any more.
     *
     * @return false if its lease lasts
     * @throws MusterException if the database fails
     */
    boolean bury(int serverId, long incarnation);

    /** Tells the listener of all changes from now on. */
    void listen(MembershipListener listener);
}
