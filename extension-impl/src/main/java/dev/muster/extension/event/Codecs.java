package dev.muster.extension.event;

import dev.muster.MusterException;
import dev.muster.event.ClusterEventCodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The codecs of the application, by class and by name. Immutable. */
public final class Codecs {

    private static final int LONGEST_NAME = 200;
    private static final int LARGEST_PAYLOAD = 65_536;

    private final Map<Class<?>, ClusterEventCodec<?>> byType = new HashMap<>();
    private final Map<String, ClusterEventCodec<?>> byName = new HashMap<>();

    /**
     * These codecs.
     *
     * @throws MusterException if one has no good name, or two have the same name or class
     */
    public Codecs(Collection<ClusterEventCodec<?>> codecs) {
        codecs.forEach(this::add);
    }

    /** Whether the application has none. */
    public boolean isEmpty() {
        return byType.isEmpty();
    }

    /** Fails where neither this class nor a subclass has a codec. */
    public void requireAnyFor(Class<?> type) {
        if (byType.keySet().stream().noneMatch(type::isAssignableFrom)) {
            throw new MusterException(EventMessage.NO_CODEC, type.getName());
        }
    }

    /**
     * Writes an event.
     *
     * @throws MusterException if it has no codec, the codec fails or the result is too large
     */
    Encoded encode(Object event) {
        ClusterEventCodec<?> codec = byType.get(event.getClass());
        if (codec == null) {
            throw new MusterException(EventMessage.NO_CODEC, event.getClass().getName());
        }
        byte[] payload = encode(codec, event);
        if (payload.length > LARGEST_PAYLOAD) {
            throw new MusterException(
                    EventMessage.REFUSED,
                    event.getClass().getName(),
                    "it has " + payload.length + " bytes, at most " + LARGEST_PAYLOAD
                            + " are possible. Store what is large and let the event say where it is");
        }
        return new Encoded(codec.name(), payload);
    }

    /** Reads an event; empty if nobody here knows the name. What the codec throws, this throws. */
    Optional<Object> decode(String name, byte[] payload) {
        return Optional.ofNullable(byName.get(name)).map(codec -> codec.decode(payload));
    }

    private static <T> byte[] encode(ClusterEventCodec<T> codec, Object event) {
        try {
            return codec.encode(codec.type().cast(event));
        } catch (RuntimeException e) {
            throw new MusterException(
                    e, EventMessage.REFUSED, event.getClass().getName(), "its codec failed with " + e);
        }
    }

    private void add(ClusterEventCodec<?> codec) {
        String name = codec.name();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !name.equals(name.strip())) {
            throw bad(
                    codec,
                    "its name is '" + name + "'. Right would be 1 to " + LONGEST_NAME
                            + " characters without space at the ends");
        }
        refuseSecond(
                codec,
                byType.putIfAbsent(codec.type(), codec),
                "type " + codec.type().getName());
        refuseSecond(codec, byName.putIfAbsent(name, codec), "name '" + name + "'");
    }

    private static void refuseSecond(ClusterEventCodec<?> codec, @Nullable ClusterEventCodec<?> first, String what) {
        if (first != null) {
            throw bad(codec, first.getClass().getName() + " has the " + what + " too");
        }
    }

    private static MusterException bad(ClusterEventCodec<?> codec, String reason) {
        return new MusterException(EventMessage.BAD_CODEC, codec.getClass().getName(), reason);
    }

    /** An event as it travels. */
    public record Encoded(String type, byte[] payload) {}
}
