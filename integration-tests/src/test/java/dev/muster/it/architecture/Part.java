package dev.muster.it.architecture;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A module of ours: the packages that it owns and the modules that it may use. The first that matches owns a package. */
enum Part {
    CLI("dev\\.muster\\.cli(\\..*)?"),
    EXTENSION("dev\\.muster\\.extension(\\..*)?"),
    JPA("dev\\.muster\\.jpa(\\..*)?"),
    SESSION_STORE(
            "dev\\.muster\\.session\\.(encryption|kryo|guard|jdbc|codec|servlet|login|cdi|conversation|websocket|metrics|shiro)(\\..*)?"),
    API("dev\\.muster(\\.(config|sql|server|room|session|lock|schedule|event)(\\..*)?)?");

    private final Pattern packages;

    Part(String packages) {
        this.packages = Pattern.compile(packages);
    }

    static Optional<Part> owning(String packageName) {
        return Arrays.stream(values())
                .filter(part -> part.packages.matcher(packageName).matches())
                .findFirst();
    }

    Set<Part> mayUse() {
        return switch (this) {
            case API -> Set.of(API);
            case JPA -> Set.of(JPA);
            case SESSION_STORE -> Set.of(SESSION_STORE, API);
            case EXTENSION -> Set.of(EXTENSION, SESSION_STORE, JPA, API);
            case CLI -> Set.of(CLI, API);
        };
    }
}
