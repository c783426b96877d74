package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.internal.commit.Delivery;
import java.time.Duration;
import java.util.Optional;

/** Reads how commits are delivered. */
public final class DeliverySettings {

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
        Duration given = Durations.parse(limitKey, limit, Delivery.DEFAULT_LIMIT);
        return switch (mode.strip()) {
            case "" -> Optional.empty();
            case "async" -> Optional.of(Delivery.ASYNC);
            case "sync" -> Optional.of(new Delivery(given));
            default ->
                throw new MeshException(MeshMessage.BAD_SETTING.text(modeKey, mode, "it is no mode", "async or sync"));
        };
    }
}
