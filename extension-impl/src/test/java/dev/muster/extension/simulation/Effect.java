package dev.muster.extension.simulation;

/**
 * What a statement came to when it was evaluated.
 *
 * @param result what the caller is told after the commit
 * @param commit changes the tables
 */
public record Effect<T>(T result, Runnable commit) {

    /** Nothing changes. */
    public static <T> Effect<T> of(T result) {
        return new Effect<>(result, () -> {});
    }
}
