package dev.muster.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link AttributeCodec} has to do: a value that it takes comes back as it was, and broken bytes do no harm. A
 * codec may decline any value.
 */
public abstract class AttributeCodecContract {

    private static final String LIMITS = "maxdepth=1000;maxrefs=100000;maxarray=100000";

    /** A codec of these classes. */
    protected abstract AttributeCodec open(AttributeClasses classes);

    private AttributeCodec open() {
        return open(classes("!" + Refused.class.getName() + ";" + LIMITS));
    }

    private static AttributeClasses classes(String pattern) {
        return new AttributeClasses(
                AttributeCodecContract.class.getClassLoader(), ObjectInputFilter.Config.createFilter(pattern));
    }

    /** What sessions hold, old-fashioned classes included. */
    @SuppressWarnings({"JavaUtilDate", "JdkObsolete"})
    static Stream<Object> values() {
        Map<String, Object> map = new HashMap<>(Map.of("a", 1, "b", List.of("x", "y")));
        map.put(null, null);
        TreeMap<String, Integer> backwards = new TreeMap<>(Comparator.reverseOrder());
        backwards.putAll(Map.of("a", 1, "b", 2));
        EnumMap<Colour, String> byColour = new EnumMap<>(Map.of(Colour.RED, "r", Colour.GREEN, "g"));
        return Stream.of(
                "text",
                "",
                "ä€😀",
                true,
                'c',
                (byte) 1,
                (short) 2,
                3,
                -4L,
                5.5f,
                Double.NaN,
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("1.50"),
                new Date(7),
                new java.sql.Timestamp(1_500),
                Instant.ofEpochSecond(1, 2),
                LocalDate.of(2026, 11, 20),
                Duration.ofMillis(8),
                ZoneId.of("Europe/Vienna"),
                UUID.fromString("00000000-0000-0001-0000-000000000002"),
                Locale.forLanguageTag("de-AT"),
                Currency.getInstance("EUR"),
                Colour.GREEN,
                new ArrayList<>(Arrays.asList("a", null, 1)),
                new LinkedList<>(List.of(1, 2)),
                Arrays.asList("x", "y"),
                List.of(1, 2, 3),
                Set.of("one"),
                Map.of("k", "v"),
                new HashSet<>(List.of(1, 2, 3)),
                map,
                new LinkedHashMap<>(Map.of("k", 1)),
                new ConcurrentHashMap<>(Map.of("k", 1)),
                backwards,
                byColour,
                new Item("x", 1),
                new Holder("owner", new ArrayList<>(List.of(new Item("y", 2))), null),
                new Custom("kept"),
                new Replaced("also kept"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_comesBackEqual(Object value) throws Exception {
        Optional<byte[]> bytes = open().encode(value);
        assumeThat(bytes).as("taken by this codec").isPresent();

        Object back = open().decode(bytes.orElseThrow());

        assertThat(back).isEqualTo(value).hasSameClassAs(value);
    }

    @Test
    void arrays_comeBackEqual() throws Exception {
        for (Object array : List.of(
                new int[] {1, 2}, new byte[] {3}, new String[] {"a", null}, new Object[] {1, "b"}, new long[0][2])) {
            Optional<byte[]> bytes = open().encode(array);
            if (bytes.isPresent()) {
                Object back = open().decode(bytes.get());
                assertThat(back).hasSameClassAs(array);
                assertThat(Arrays.deepEquals(new Object[] {back}, new Object[] {array}))
                        .isTrue();
            }
        }
    }

    @Test
    void arrayDeque_keepsItsOrder() throws Exception {
        Optional<byte[]> bytes = open().encode(new ArrayDeque<>(List.of(1, 2, 3)));
        assumeThat(bytes).isPresent();

        assertThat(List.copyOf((ArrayDeque<?>) open().decode(bytes.orElseThrow())))
                .isEqualTo(List.of(1, 2, 3));
    }

    @Test
    void sharedObject_isSharedAgain() throws Exception {
        List<Object> shared = new ArrayList<>(List.of("x"));
        Optional<byte[]> bytes = open().encode(new ArrayList<>(List.of(shared, shared)));
        assumeThat(bytes).isPresent();

        List<?> back = (List<?>) open().decode(bytes.orElseThrow());

        assertThat(back.get(0)).isSameAs(back.get(1));
    }

    @Test
    void cycle_comesBackAsCycle() throws Exception {
        Holder holder = new Holder("self", new ArrayList<>(), null);
        holder.other = holder;
        Optional<byte[]> bytes = open().encode(holder);
        assumeThat(bytes).isPresent();

        Holder back = (Holder) open().decode(bytes.orElseThrow());

        assertThat(back.other).isSameAs(back);
    }

    @Test
    void transientField_isNotKept() throws Exception {
        Holder holder = new Holder("a", new ArrayList<>(), null);
        holder.cache = "computed";
        Optional<byte[]> bytes = open().encode(holder);
        assumeThat(bytes).isPresent();

        assertThat(((Holder) open().decode(bytes.orElseThrow())).cache).isNull();
    }

    /** Java serialization runs no constructor and no initializer of a serializable class. */
    @Test
    void constructor_isNotRun() throws Exception {
        Optional<byte[]> bytes = open().encode(new Counting());
        assumeThat(bytes).isPresent();
        Counting.made = 0;

        open().decode(bytes.orElseThrow());

        assertThat(Counting.made).isZero();
    }

    @Test
    void lambda_comesBackOrIsDeclined() throws Exception {
        Optional<byte[]> bytes = open().encode((Supplier<String> & Serializable) () -> "answer");
        assumeThat(bytes).isPresent();

        assertThat(((Supplier<?>) open().decode(bytes.orElseThrow())).get()).isEqualTo("answer");
    }

    @Test
    void unserializable_isDeclinedOrFails() {
        try {
            assertThat(open().encode(new Object())).isEmpty();
            assertThat(open().encode(new ArrayList<>(List.of(new Object())))).isEmpty();
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    @Test
    void refusedClass_isNotMade() throws Exception {
        Optional<byte[]> bytes = open(classes(LIMITS)).encode(new ArrayList<>(List.of(new Refused())));
        assumeThat(bytes).isPresent();

        assertThatThrownBy(() -> open().decode(bytes.orElseThrow())).isInstanceOf(InvalidClassException.class);
    }

    /** Whatever the bytes are: a value or an exception, and no memory exhausted. */
    @Test
    void mutatedBytes_neverDoHarm() throws Exception {
        Random random = new Random(42);
        Holder holder = new Holder("owner", new ArrayList<>(List.of(new Item("y", 2))), new int[] {1, 2, 3});
        Optional<byte[]> bytes = open().encode(holder);
        assumeThat(bytes).isPresent();
        AttributeCodec codec = open();
        for (int i = 0; i < 1_000; i++) {
            byte[] mutated = bytes.orElseThrow().clone();
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            try {
                codec.decode(mutated);
            } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
                assertThat(e).isNotNull();
            }
        }
        assertThat(codec.decode(bytes.orElseThrow())).isEqualTo(holder);
    }

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    record Item(String name, int count) implements Serializable {}

    record Refused() implements Serializable {}

    static final class Holder implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String owner;
        private final ArrayList<Item> items;
        private final int[] numbers;
        Holder other;
        transient String cache;

        @SuppressWarnings("NonApiType")
        Holder(String owner, ArrayList<Item> items, int[] numbers) {
            this.owner = owner;
            this.items = items;
            this.numbers = numbers;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Holder that
                    && owner.equals(that.owner)
                    && items.equals(that.items)
                    && Arrays.equals(numbers, that.numbers);
        }

        @Override
        public int hashCode() {
            return Objects.hash(owner, items);
        }
    }

    static final class Counting implements Serializable {
        private static final long serialVersionUID = 1L;
        static int made;

        private final int[] numbers = IntStream.range(0, 3).toArray();

        Counting() {
            made += numbers.length;
        }
    }

    /** Checks itself when it is read, as many classes do. */
    static final class Custom implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String text;

        Custom(String text) {
            this.text = text;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            if (text == null) {
                throw new InvalidObjectException("no text");
            }
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Custom that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /** Travels as another class, as CDI's proxies do. */
    static final class Replaced implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String text;

        Replaced(String text) {
            this.text = text;
        }

        private Object writeReplace() throws ObjectStreamException {
            return new Stub(text);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Replaced that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        private record Stub(String text) implements Serializable {
            private Object readResolve() {
                return new Replaced(text);
            }
        }
    }
}
