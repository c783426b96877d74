package dev.muster.session.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Types whose values cannot change in place, so that reading one needs no comparison at the end of the request. */
public final class ImmutableTypes {

    private static final Set<Class<?>> KNOWN = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class,
            Locale.class);

    private ImmutableTypes() {}

    /** Whether the value is known to be immutable. */
    public static boolean contain(Object value) {
        Class<?> type = value.getClass();
        return KNOWN.contains(type)
                || value instanceof Enum<?>
                || type.getPackageName().equals("java.time");
    }
}
