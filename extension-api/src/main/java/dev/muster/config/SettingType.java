package dev.muster.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What values a setting takes. Immutable. */
public final class SettingType {

    /** Any text that is not blank. */
    public static final SettingType TEXT = new SettingType("a text that is not blank", v -> !v.isBlank(), false);

    /** A name that can stand in a cookie, a URL and a log line. */
    public static final SettingType NAME = new SettingType(
            "1 to 64 letters, digits, '-' or '_'",
            Pattern.compile("[A-Za-z0-9_-]{1,64}").asMatchPredicate(),
            false);

    /** A text that is never shown. */
    public static final SettingType SECRET =
            new SettingType("a secret of 16 characters or more", v -> v.length() >= 16, true);

    /** A password that others chose, never shown. */
    public static final SettingType PASSWORD = new SettingType("a password that is not blank", v -> !v.isBlank(), true);

    /** SHA-256 of a certificate. */
    public static final SettingType FINGERPRINT = new SettingType(
            "64 hexadecimal digits, with or without colons",
            Pattern.compile("([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}").asMatchPredicate(),
            false);

    /** Keys that are never shown, or the file that has them. */
    public static final SettingType KEYS =
            new SettingType("keys as id:base64,id:base64 or file:/path", v -> v.contains(":"), true);

    private final String expectation;
    private final Predicate<String> check;
    private final boolean secret;

    private SettingType(String expectation, Predicate<String> check, boolean secret) {
        this.expectation = expectation;
        this.check = check;
        this.secret = secret;
    }

    /** One of these words. */
    public static SettingType choice(String... words) {
        return new SettingType("one of: " + String.join(", ", words), List.of(words)::contains, false);
    }

    /** One of these words, or the fully qualified name of a class of the application. */
    public static SettingType choiceOrClass(String... words) {
        Predicate<String> className = Pattern.compile("[\\w$]+(\\.[\\w$]+)+").asMatchPredicate();
        return new SettingType(
                "one of: " + String.join(", ", words) + ", or a fully qualified class name",
                className.or(List.of(words)::contains),
                false);
    }

    /** A whole number between these two, both included. */
    public static SettingType integer(int least, int most) {
        return new SettingType(
                "a whole number from " + least + " to " + most,
                v -> parseInteger(v).filter(n -> n >= least && n <= most).isPresent(),
                false);
    }

    /** A length of time between these two, both included. */
    public static SettingType duration(String least, String most) {
        Duration from = Durations.parse(least).orElseThrow();
        Duration to = Durations.parse(most).orElseThrow();
        return new SettingType(
                "a duration from " + least + " to " + most + ", for example 500ms, 6s, 2m, 1h or PT6S",
                v -> Durations.parse(v)
                        .filter(d -> d.compareTo(from) >= 0 && d.compareTo(to) <= 0)
                        .isPresent(),
                false);
    }

    /** Whether the value is one of this type. */
    public boolean accepts(String value) {
        return check.test(value);
    }

    /** What a right value looks like, for messages and the reference. */
    public String expectation() {
        return expectation;
    }

    /** Whether values must not be shown. */
    public boolean isSecret() {
        return secret;
    }

    private static Optional<Integer> parseInteger(String value) {
        try {
            return Optional.of(Integer.valueOf(value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
