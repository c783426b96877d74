package dev.muster.extension.registry;

import java.util.Optional;
import java.util.function.Function;

/**
 * The servers of one cluster in the shared database. Each method is one step that nobody sees half done; every time in it
 * is the database's own. All throw {@link dev.muster.MusterException} if the database fails: then the step may have been
 * done or not. Thread-safe.
 */
interface ServerStore {

    /** All servers as they are now. */
    Snapshot read();

    /**
     * Claims a slot as an incarnation that nobody ever had. Nobody else can claim between the choice and the writing.
     *
     * @param choice is given what the database says and decides
     * @param asOf the monotonic clock, in nanoseconds, before this was asked
     * @return empty if nothing is to be taken any more, or another was faster
     */
    Optional<Claimed> claim(Function<Snapshot, Choice> choice, Candidate candidate, long asOf);

    /**
     * Renews the lease if it has not ended and the slot is still this incarnation's.
     *
     * @param idTime ids have been given for times up to this one
     * @return empty if the lease is lost
     */
    Optional<Renewal> renew(int id, long incarnation, long idTime);

    /**
     * Ends an incarnation whose lease is over, for good: it can no longer be renewed, so what it held may be given to
     * others. A renewal that is under way comes before or after this, never at once with it.
     *
     * @return false if its lease lasts; true also if it had ended before, or the slot is another incarnation's
     */
    boolean bury(int id, long incarnation);

    /** Gives the slot back. */
    void leave(int id, long incarnation);

    /** Tells the other servers where the mesh of this one listens. */
    void publishMesh(int id, long incarnation, String address, int port);
}
