package dev.muster.session.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.session.StoredAttribute;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributeCodecTest {

    private final AttributeCodec codec = new AttributeCodec(List.of(AttributeCodecTest.class.getClassLoader()));

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
    void unknownClass_readsAsAbsent() {
        AttributeCodec elsewhere =
                new AttributeCodec(List.of(new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())));
        StoredAttribute stored = codec.encode("item", new Item("x", 1));
        // The class of this test is found by the last resort of ObjectInputStream, so a byte of its name is changed.
        byte[] renamed = stored.bytes().clone();
        int at = new String(renamed, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Item");
        renamed[at] = 'J';

        assertThat(elsewhere.decode(new StoredAttribute("item", AttributeCodec.NAME, renamed)))
                .isEmpty();
    }

    @Test
    void hugeArrayClaimed_isRefusedByTheFilter() {
        byte[] bytes = codec.encode("a", new byte[] {1, 2, 3}).bytes().clone();
        int length = bytes.length - 3 - 4;
        bytes[length] = 0x7f;

        assertThat(codec.decode(new StoredAttribute("a", AttributeCodec.NAME, bytes)))
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
        assertThat(codec.decode(new StoredAttribute("a", "kryo", new byte[] {1})))
                .isEmpty();
    }

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
