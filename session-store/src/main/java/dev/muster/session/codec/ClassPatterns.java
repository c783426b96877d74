package dev.muster.session.codec;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Names of classes, and patterns of names as in {@link java.io.ObjectInputFilter.Config}: {@code a.b.C} is a class,
 * {@code a.b.*} all of a package, {@code a.b.**} all below it, {@code a.b.C*} all whose names begin so. Immutable.
 */
final class ClassPatterns {

    private final Set<String> names;
    private final Set<String> packages;
    private final Set<String> prefixes;

    private ClassPatterns(Set<String> names, Set<String> packages, Set<String> prefixes) {
        this.names = names;
        this.packages = packages;
        this.prefixes = prefixes;
    }

    /** One pattern per line; blank lines and those that start with {@code #} say nothing. */
    static ClassPatterns of(Collection<String> lines) {
        Set<String> patterns = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toSet());
        return new ClassPatterns(
                select(patterns, line -> !line.endsWith("*"), 0),
                select(patterns, line -> line.endsWith(".*"), 2),
                patterns.stream()
                        .filter(line -> line.endsWith("*") && !line.endsWith(".*"))
                        .map(line -> line.substring(0, line.indexOf('*')))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Set<String> select(Set<String> patterns, Predicate<String> which, int endToDrop) {
        return patterns.stream()
                .filter(which)
                .map(line -> line.substring(0, line.length() - endToDrop))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean contain(String className) {
        return names.contains(className)
                || packages.contains(className.substring(0, Math.max(className.lastIndexOf('.'), 0)))
                || prefixes.stream().anyMatch(className::startsWith);
    }
}
