package dev.muster.extension.registry;

import dev.muster.MusterException;
import java.util.Optional;

/** Where leases are kept; the shared database, except in unit tests. */
interface LeaseStore {

    /**
     * Takes a slot; may wait for one whose holder was probably killed.
     *
     * @param ownIncarnation the earlier, fenced incarnation of this process; 0 for none
     * @throws MusterException if what was configured is held by another server, or the database fails
     */
    Claimed claim(long ownIncarnation);

    /**
     * Renews a lease.
     *
     * @return empty if it is lost
     * @throws MusterException if the database fails
     */
    Optional<Renewal> renew(int id, long incarnation, long idTime);

    /**
     * Gives the slot back.
     *
     * @throws MusterException if the database fails
     */
    void leave(int id, long incarnation);
}
