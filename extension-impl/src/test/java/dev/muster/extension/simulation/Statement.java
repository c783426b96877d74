package dev.muster.extension.simulation;

/** One step on the database, which sees what is committed. */
@FunctionalInterface
public interface Statement<T> {

    /**
     * What it comes to now; changes nothing yet.
     *
     * @param now the database's clock in epoch milliseconds
     */
    Effect<T> evaluate(Tables tables, long now);
}
