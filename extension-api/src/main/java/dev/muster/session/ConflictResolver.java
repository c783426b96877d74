package dev.muster.session;

import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of an attribute that two servers changed at once. A CDI bean of the application that implements it
 * is asked; without one, the last write wins.
 *
 * <p>Implementations are thread-safe, quick, and do not use the session.
 */
@FunctionalInterface
public interface ConflictResolver {

    /**
     * The value that the attribute shall have.
     *
     * @param attribute its name
     * @param mine what the request of this server made of it; null if it removed it
     * @param theirs what another server has stored meanwhile; null if that removed it, or if it cannot be read here
     * @return {@code mine}, {@code theirs}, or a value that unites both; null removes the attribute
     */
    @Nullable Object resolve(String attribute, @Nullable Object mine, @Nullable Object theirs);
}
