package dev.muster.extension.sweep;

/** Rows of one kind that nobody needs any more. Thread-safe. */
@FunctionalInterface
public interface OldRows {

    /**
     * Deletes some of them.
     *
     * @return how many; 0 if there are no more
     * @throws dev.muster.MusterException if the database fails
     */
    int deleteSome();
}
