package dev.muster.session.login;

import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in. Immutable.
 *
 * @param name of the caller
 * @param principal of the application, or null if the container makes one of the name
 * @param groups to which the caller belongs, sorted
 * @param authType how the caller signed in; null if the mechanism does not say
 */
record Caller(
        String name,
        @Nullable Principal principal,
        List<String> groups,
        @Nullable String authType) {

    Caller {
        groups = groups.stream().sorted().distinct().toList();
    }

    /** Whether both are the same caller in the same groups. */
    boolean isLike(Caller other) {
        return name.equals(other.name) && groups.equals(other.groups);
    }
}
