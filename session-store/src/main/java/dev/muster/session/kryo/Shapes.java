package dev.muster.session.kryo;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which classes Kryo may take: those that it brings back exactly as Java serialization does. Of an application these are
 * the ones that leave serialization alone; whoever has {@code writeObject}, {@code readResolve} or the like is left to
 * Java serialization, and so are proxies, lambdas and collections with secrets of their own, such as the access order of
 * a {@link java.util.LinkedHashMap}. Stateless.
 */
final class Shapes {

    private static final Set<Class<?>> VALUES = Set.of(
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
            Date.class,
            UUID.class,
            Locale.class,
            Currency.class,
            Instant.class,
            Duration.class,
            Period.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class);

    private static final Set<Class<?>> COLLECTIONS = Set.of(
            ArrayList.class,
            LinkedList.class,
            ArrayDeque.class,
            HashSet.class,
            LinkedHashSet.class,
            TreeSet.class,
            HashMap.class,
            TreeMap.class,
            ConcurrentHashMap.class);

    private static final Set<String> IMMUTABLE = Set.of("ListN", "List12", "SetN", "Set12", "MapN", "Map1");
    private static final Pattern PLATFORM = Pattern.compile("(java|javax|jakarta|jdk|sun|com\\.sun)\\..*");

    private static final ClassValue<Boolean> TAKEN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return judge(type);
        }
    };

    private Shapes() {}

    static boolean take(Class<?> type) {
        return TAKEN.get(type);
    }

    private static boolean judge(Class<?> type) {
        if (type.isArray()) {
            Class<?> element = type.getComponentType();
            return element.isPrimitive() || element == Object.class || take(element);
        }
        return VALUES.contains(type)
                || COLLECTIONS.contains(type)
                || isImmutableCollection(type)
                || Enum.class.isAssignableFrom(type)
                || isPlain(type);
    }

    /** A class whose fields are all that there is to it. */
    static boolean isPlain(Class<?> type) {
        return !type.isInterface()
                && !type.isArray()
                && !type.isHidden()
                && !type.isEnum()
                && !Proxy.isProxyClass(type)
                && !PLATFORM.matcher(type.getName()).matches()
                && !Externalizable.class.isAssignableFrom(type)
                && !Iterable.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type)
                && isPlainUpToObject(type);
    }

    private static boolean isPlainUpToObject(Class<?> type) {
        for (Class<?> c = type; c != Object.class && c != Record.class; c = c.getSuperclass()) {
            if (c == null || !Serializable.class.isAssignableFrom(c) || hasHooks(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasHooks(Class<?> type) {
        return has(type, "writeObject", ObjectOutputStream.class)
                || has(type, "readObject", ObjectInputStream.class)
                || has(type, "readObjectNoData")
                || has(type, "writeReplace")
                || has(type, "readResolve")
                || Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> field.getName().equals("serialPersistentFields"));
    }

    private static boolean has(Class<?> type, String method, Class<?>... parameters) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(m -> m.getName().equals(method) && Arrays.equals(m.getParameterTypes(), parameters));
    }

    private static boolean isImmutableCollection(Class<?> type) {
        String name = type.getName();
        String outer = "java.util.ImmutableCollections$";
        return name.startsWith(outer) && IMMUTABLE.contains(name.substring(outer.length()));
    }

    /** What two servers compare to know whether they mean the same class, as Java serialization does. */
    static long version(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.toString(type.getRecordComponents()).hashCode();
        }
        return isPlain(type) ? ObjectStreamClass.lookup(type).getSerialVersionUID() : 0;
    }
}
