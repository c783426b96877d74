package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.Delivery;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how commits are delivered. */
public final class DeliverySettings {

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(ms|s)");

    private DeliverySettings() {}

    /**
     * The delivery that these settings ask for, or empty if they leave it to the mesh.
     *
     * @param modeKey name of the mode's setting, for the message
     * @param mode {@code async}, {@code sync}, or empty
     * @param limitKey name of the limit's setting, for the message
     * @param limit a number and {@code ms} or {@code s}, or empty
     * @throws MeshException if a value is not usable
     */
    public static Optional<Delivery> parse(String modeKey, String mode, String limitKey, String limit) {
        Duration given = limit.isBlank() ? Delivery.DEFAULT_LIMIT : duration(limitKey, limit.strip());
        return switch (mode.strip()) {
            case "" -> Optional.empty();
            case "async" -> Optional.of(Delivery.ASYNC);
            case "sync" -> Optional.of(new Delivery(given));
            default -> throw bad(modeKey, mode, "it is no mode", "async or sync");
        };
    }

    private static Duration duration(String key, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw bad(key, text, "it is not a time", "a number and a unit, for example 500ms or 2s");
        }
        long number = Long.parseLong(matcher.group(1));
        return "s".equals(matcher.group(2)) ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }

    private static MeshException bad(String key, String value, String why, String wanted) {
        return new MeshException(MeshMessage.BAD_SETTING.text(key, value, why, wanted));
    }
}
