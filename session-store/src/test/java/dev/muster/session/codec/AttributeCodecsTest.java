package dev.muster.session.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.config.Settings;
import dev.muster.session.StoredAttribute;
import dev.muster.session.metrics.SessionMetrics;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributeCodecsTest {

    private final AttributeCodecs codec = new AttributeCodecs(List.of(AttributeCodecsTest.class.getClassLoader()));

    @Test
    void value_comesBackEqual() {
        Object value = Map.of("a", List.of(1, 2L), "b", new Item("x", new int[] {1}.length));

        assertThat(codec.decode(codec.encode("v", value))).contains(value);
    }

    @Test
    void dynamicProxy_comesBack() {
        Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Named.class}, new Answer());

        assertThat(codec.decode(codec.encode("v", proxy)))
                .get()
                .isInstanceOfSatisfying(
                        Named.class, named -> assertThat(named.name()).isEqualTo("answer"));
    }

    @Test
    void unserializablePart_isNamed() {
        List<Object> value = new ArrayList<>(List.of(new Object()));

        assertThatThrownBy(() -> codec.encode("basket", value))
                .isInstanceOf(MusterException.class)
                .hasMessageContainingAll("MUSTER-061", "'basket'", "java.util.ArrayList", "java.lang.Object");
    }

    @Test
    void unserializablePart_isFoundByItsPath() {
        Basket basket = new Basket(new Object[] {"x", Map.of(7, new Item("y", 1)), new Printer()});

        assertThatThrownBy(() -> codec.encode("basket", basket))
                .hasMessageContainingAll(Printer.class.getName() + " at .content[2]");
    }

    @Test
    void unserializable_isKeptIfThatIsWanted() {
        AttributeCodecs keeping = new AttributeCodecs(
                List.of(getClass().getClassLoader()),
                Settings.ofMap(Map.of("muster.session.not-serializable", "local")),
                new SessionMetrics());

        assertThat(keeping.encodeOrKeep("printer", new Printer())).isEmpty();
        assertThat(keeping.encodeOrKeep("name", "Ada")).isPresent();
        assertThatThrownBy(() -> codec.encodeOrKeep("printer", new Printer())).hasMessageContaining("MUSTER-061");
    }

    @Test
    void unknownCodecConfigured_failsTheStart() {
        assertThatThrownBy(() -> new AttributeCodecs(
                        List.of(getClass().getClassLoader()),
                        Settings.ofMap(Map.of("muster.session.codec", "smoke")),
                        new SessionMetrics()))
                .hasMessageContainingAll("MUSTER-075", "muster.session.codec", "smoke", "java");
    }

    @Test
    void unknownClass_readsAsAbsent() {
        AttributeCodecs elsewhere =
                new AttributeCodecs(List.of(new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())));
        StoredAttribute stored = codec.encode("item", new Item("x", 1));
        // The class of this test is found by the last resort of ObjectInputStream, so a byte of its name is changed.
        byte[] renamed = stored.bytes().clone();
        int at = new String(renamed, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Item");
        renamed[at] = 'J';

        assertThat(elsewhere.decode(new StoredAttribute("item", AttributeCodecs.NAME, renamed)))
                .isEmpty();
    }

    @Test
    void hugeArrayClaimed_isRefusedByTheFilter() {
        byte[] bytes = codec.encode("a", new byte[] {1, 2, 3}).bytes().clone();
        int length = bytes.length - 3 - 4;
        bytes[length] = 0x7f;

        assertThat(codec.decode(new StoredAttribute("a", AttributeCodecs.NAME, bytes)))
                .isEmpty();
    }

    @Test
    void endlesslyNested_isRefusedByTheFilter() {
        Object nested = "x";
        for (int i = 0; i < 1_100; i++) {
            nested = new Object[] {nested};
        }

        assertThat(codec.decode(codec.encode("n", nested))).isEmpty();
    }

    @Test
    void codecOfAnother_readsAsAbsent() {
        assertThat(codec.decode(new StoredAttribute("a", "smoke", new byte[] {1})))
                .isEmpty();
    }

    private record Basket(Object[] content) implements Serializable {}

    private static final class Printer {}

    private interface Named {
        String name();
    }

    private record Item(String name, int count) implements Serializable {}

    private record Answer() implements java.lang.reflect.InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return "answer";
        }
    }
}
