package dev.muster.session.servlet;

import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A session as it shall be stored: what the store has, with the changes of this server applied. */
final class Revision {

    private Revision() {}

    /**
     * Applies changes by attribute; those that are empty are removals.
     *
     * @param current what the store has, which keeps its version
     */
    static StoredSession of(
            StoredSession current,
            Map<String, Optional<StoredAttribute>> changes,
            Instant accessedAt,
            Duration timeout,
            String server) {
        Map<String, StoredAttribute> attributes = new HashMap<>(current.attributes());
        changes.forEach((name, change) ->
                change.ifPresentOrElse(attribute -> attributes.put(name, attribute), () -> attributes.remove(name)));
        return new StoredSession(
                current.key(),
                current.version(),
                current.createdAt(),
                accessedAt.isAfter(current.lastAccessedAt()) ? accessedAt : current.lastAccessedAt(),
                timeout,
                current.principal(),
                server,
                attributes);
    }
}
