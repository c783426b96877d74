package dev.muster.session.servlet;

import dev.muster.session.SessionKey;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The keys of session ids. Those of ids seen lately are remembered, because taking the hash of an id costs more than
 * everything else that is done for a session found in memory. Thread-safe.
 */
final class SessionKeys {

    /** A power of two. An id takes the place of another one whose hash code ends alike. */
    private static final int PLACES = 4096;

    private final String prefix;
    private final AtomicReferenceArray<@Nullable Known> places = new AtomicReferenceArray<>(PLACES);

    /** Keys of which each is made from the prefix and an id. */
    SessionKeys(String prefix) {
        this.prefix = prefix;
    }

    SessionKey of(String id) {
        int place = id.hashCode() & (PLACES - 1);
        Known known = places.get(place);
        if (known != null && known.id.equals(id)) {
            return known.key;
        }
        SessionKey key = SessionKey.of(prefix + id);
        places.set(place, new Known(id, key));
        return key;
    }

    private record Known(String id, SessionKey key) {}
}
