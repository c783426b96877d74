package dev.muster.lock;

import dev.muster.MusterException;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives locks that exclude the threads of all servers of the cluster: an injectable bean of the application.
 *
 * <p>A lock belongs to one start of one server and lives as long as that server's lease. A server that dies frees its
 * locks with its lease; one that is fenced has lost them for good, also when it is back. Outside cluster mode locks
 * exclude the threads of this server.
 *
 * <p>Locks are not reentrant and not fair: a thread that asks for a lock that it holds gets none. Names are compared by
 * case, have 1 to 200 characters, and need not be declared. Thread-safe.
 */
public interface ClusterLocks {

    /**
     * Takes the lock if nobody holds it; does not wait.
     *
     * @return the lock, which the caller closes; empty if somebody holds it
     * @throws MusterException if the name is none, this server is fenced or the database fails
     */
    Optional<ClusterLock> tryLock(String name);

    /**
     * Takes the lock, waiting for those who hold it.
     *
     * @param wait how long at most; zero or less does not wait
     * @return the lock, which the caller closes; empty if somebody held it all the time
     * @throws InterruptedException if the thread is interrupted while it waits; it does not hold the lock then
     * @throws MusterException if the name is none, this server is fenced or the database fails
     */
    Optional<ClusterLock> lock(String name, Duration wait) throws InterruptedException;
}
