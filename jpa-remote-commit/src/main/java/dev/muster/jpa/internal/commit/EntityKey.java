package dev.muster.jpa.internal.commit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A primary key that can travel: its parts in alphabetical order of their attribute paths. Immutable by convention: parts of type
 * {@code byte[]} are not changed by anyone.
 *
 * @param parts each a Long, Integer, Short, String, UUID or byte[]
 */
public record EntityKey(List<Object> parts) {

    private static final int MAX_PARTS = 64;
    private static final int MAX_CHARACTERS = 1000;
    private static final int MAX_BYTES = 4000;

    public EntityKey {
        parts = List.copyOf(parts);
    }

    /** A key of one part. */
    public static EntityKey of(Object part) {
        return new EntityKey(List.of(part));
    }

    /** A key of these parts, or null if one of them cannot travel: then the type is to be evicted as a whole. */
    public static @Nullable EntityKey ofParts(List<? extends @Nullable Object> parts) {
        boolean fits = !parts.isEmpty() && parts.size() <= MAX_PARTS;
        return fits && parts.stream().allMatch(EntityKey::canTravel) ? new EntityKey(List.copyOf(parts)) : null;
    }

    private static boolean canTravel(@Nullable Object part) {
        return part instanceof Long
                || part instanceof Integer
                || part instanceof Short
                || part instanceof UUID
                || (part instanceof String text && text.length() <= MAX_CHARACTERS)
                || (part instanceof byte[] bytes && bytes.length <= MAX_BYTES);
    }
}
