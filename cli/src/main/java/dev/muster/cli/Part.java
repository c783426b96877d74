package dev.muster.cli;

import dev.muster.config.Setting;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What of Muster is switched on in the clustered copy. */
enum Part {
    SESSIONS("base", "sessions"),
    JPA("base", "servers", "jpa"),
    ROOMS("base", "servers", "rooms");

    private final Set<String> folders;

    Part(String... folders) {
        this.folders = Set.of(folders);
    }

    /** All parts named in a list with commas, or nothing if one of them does not exist. */
    static Optional<Set<Part>> of(String names) {
        var parts = EnumSet.noneOf(Part.class);
        for (var name : names.split(",", -1)) {
            var part = Arrays.stream(values())
                    .filter(it -> it.word().equals(name.strip()))
                    .findFirst();
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(parts);
    }

    /** The name as written on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this part needs the libraries of a folder inside this program. */
    boolean needs(String folder) {
        return folders.contains(folder);
    }

    /** The line of {@code muster.properties} that leaves this part out of cluster mode, if it takes one. */
    Optional<String> offLine() {
        return switch (this) {
            case SESSIONS -> Optional.of(Setting.SESSION_STORE.key() + "=container");
            case ROOMS -> Optional.of(Setting.ROOMS.key() + "=local");
            // Remote commits are switched on in persistence.xml alone
            case JPA -> Optional.empty();
        };
    }
}
