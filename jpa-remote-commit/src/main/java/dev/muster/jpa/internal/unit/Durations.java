package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshMessage;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times as {@code 500ms} or {@code 2s}. */
public final class Durations {

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(ms|s)");

    private Durations() {}

    /**
     * The time that the text stands for, or the other one if it is empty.
     *
     * @param key name of the setting, for the message
     * @throws MeshException if it is none
     */
    public static Duration parse(String key, String text, Duration otherwise) {
        if (text.isBlank()) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            String wanted = "a number and a unit, for example 500ms or 2s";
            throw new MeshException(MeshMessage.BAD_SETTING.text(key, text, "it is not a time", wanted));
        }
        long number = Long.parseLong(matcher.group(1));
        return "s".equals(matcher.group(2)) ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }
}
