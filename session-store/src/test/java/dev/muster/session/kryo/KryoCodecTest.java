package dev.muster.session.kryo;

import static org.assertj.core.api.Assertions.assertThat;

import com.shop.Shop;
import dev.muster.config.Settings;
import dev.muster.session.AttributeClasses;
import dev.muster.session.AttributeCodec;
import dev.muster.session.AttributeCodecContract;
import dev.muster.session.StoredAttribute;
import dev.muster.session.codec.AttributeCodecs;
import dev.muster.session.codec.Bomb;
import dev.muster.session.codec.Gadgets;
import dev.muster.session.metrics.SessionCounter;
import dev.muster.session.metrics.SessionMetrics;
import java.io.Serializable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class KryoCodecTest extends AttributeCodecContract {

    private final SessionMetrics metrics = new SessionMetrics();

    @Override
    protected AttributeCodec open(AttributeClasses classes) {
        return new KryoCodec(classes);
    }

    @Test
    void ordinaryValues_areTaken() throws Exception {
        AttributeCodecs codecs = codecs("kryo");
        List<Object> values = List.of(
                "text",
                new ArrayList<>(List.of(new Shop.Cart(new ArrayList<>(List.of(new Shop.Line("x", Shop.Size.LARGE)))))),
                new HashMap<>(Map.of("a", LocalDate.MAX)),
                new int[] {1, 2});

        assertThat(values).allSatisfy(value -> {
            StoredAttribute stored = codecs.encode("v", value);
            assertThat(stored.codec()).isEqualTo("kryo");
            assertThat(codecs.decode(stored)).get().usingRecursiveComparison().isEqualTo(value);
        });
    }

    /** The server that still has the old setting reads it, and the other way round. */
    @Test
    void codecs_areMixedInOneSession() {
        AttributeCodecs java = codecs("java");
        AttributeCodecs kryo = codecs("kryo");

        assertThat(java.decode(kryo.encode("v", "new"))).contains("new");
        assertThat(kryo.decode(java.encode("v", "old"))).contains("old");
    }

    @Test
    void whatKryoCannot_isLeftToJavaSerialization() {
        AttributeCodecs codecs = codecs("kryo");
        for (Object value : List.of(Shop.lambda(), Shop.proxy(), new LinkedHashMap<>(16, 0.75f, true))) {
            StoredAttribute stored = codecs.encode("v", value);
            assertThat(stored.codec()).isEqualTo("java");
            assertThat(codecs.decode(stored)).isPresent();
        }
    }

    /** Bytes that name a gadget: Kryo knows no way to make one, whatever the filter says. */
    @Test
    void gadgets_areRefused() throws Exception {
        AttributeCodecs codecs = codecs("kryo");
        int exploded = Bomb.exploded();
        List<Class<?>> gadgets = List.of(
                org.apache.commons.collections.functors.InvokerTransformer.class,
                org.apache.commons.beanutils.BeanComparator.class,
                java.net.URL.class,
                Gadgets.class);
        for (Class<?> gadget : gadgets) {
            byte[] forged = forged(gadget.getName());
            assertThat(codecs.decode(new StoredAttribute("v", "kryo", forged))).isEmpty();
        }
        assertThat(Bomb.exploded()).isEqualTo(exploded);
        assertThat(metrics.count(SessionCounter.QUARANTINED)).isEqualTo(gadgets.size());
    }

    @Test
    void filterOfTheSettings_countsForKryoToo(@org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        Path list = java.nio.file.Files.writeString(folder.resolve("list"), "com.shop.Shop$Cart\n");
        StoredAttribute stored = codecs("kryo").encode("v", new Shop.Line("x", Shop.Size.SMALL));
        AttributeCodecs allowing = codecs(Map.of(
                "muster.session.codec", "kryo",
                "muster.session.filter", "allow",
                "muster.session.filter-file", list.toString()));

        assertThat(stored.codec()).isEqualTo("kryo");
        assertThat(allowing.decode(stored)).isEmpty();
        assertThat(metrics.count(SessionCounter.REFUSED)).isEqualTo(1);
    }

    @Test
    void otherVersionOfAClass_isQuarantined() throws Exception {
        StoredAttribute stored = codecs("kryo").encode("v", new Versioned("x"));
        byte[] bytes = stored.bytes().clone();
        int name = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("KryoCodecTest");
        int version = name + "KryoCodecTest$Versioned".length();
        bytes[version] ^= 1;

        assertThat(codecs("kryo").decode(stored)).contains(new Versioned("x"));
        assertThat(codecs("kryo").decode(new StoredAttribute("v", "kryo", bytes)))
                .isEmpty();
    }

    /** References to earlier objects are numbers that may be larger than what is left to read. */
    @Test
    void manyObjectsReferredToAtTheEnd_comeBack() {
        AttributeCodecs codecs = codecs("kryo");
        List<Object> value = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            value.add(new Versioned("v" + i));
        }
        value.add(value.get(2_999));

        StoredAttribute stored = codecs.encode("v", value);

        assertThat(stored.codec()).isEqualTo("kryo");
        assertThat(codecs.decode(stored)).get().satisfies(back -> {
            List<?> list = (List<?>) back;
            assertThat(list.get(3_000)).isSameAs(list.get(2_999));
        });
    }

    @Test
    void manyThreads_doNotDisturbEachOther() {
        AttributeCodecs codecs = codecs("kryo");
        List<CompletableFuture<Void>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Object value = new ArrayList<>(List.of("thread", i, new Versioned("v" + i)));
            runs.add(CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 500; n++) {
                    assertThat(codecs.decode(codecs.encode("v", value))).contains(value);
                }
            }));
        }
        runs.forEach(CompletableFuture::join);
    }

    /** The class of the test that a session store without Kryo in the application has to load and run. */
    @Test
    void withoutTheLibrary_theSessionStoreRuns() throws Exception {
        try (URLClassLoader bare = withoutKryo()) {
            Class<?> codecs = bare.loadClass(AttributeCodecs.class.getName());
            Object java = codecs.getConstructor(List.class).newInstance(List.of(bare));
            Object stored =
                    codecs.getMethod("encode", String.class, Object.class).invoke(java, "v", "value");
            Object decoded = codecs.getMethod("decode", stored.getClass()).invoke(java, stored);
            Object kryo = stored.getClass()
                    .getConstructor(String.class, String.class, byte[].class)
                    .newInstance("v", "kryo", new byte[] {1});
            Object undecoded = codecs.getMethod("decode", stored.getClass()).invoke(java, kryo);

            assertThat(decoded).hasToString("Optional[value]");
            assertThat(undecoded).hasToString("Optional.empty");
        }
    }

    private static URLClassLoader withoutKryo() {
        URL[] urls = java.util.Arrays.stream(
                        System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !entry.contains("kryo5"))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (java.net.MalformedURLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static byte[] forged(String className) {
        try (var output = new com.esotericsoftware.kryo.kryo5.io.Output(64, -1)) {
            output.writeVarInt(1, true);
            output.writeVarInt(0, true);
            output.writeString(className);
            output.writeLong(0);
            output.writeVarInt(1, true);
            return output.toBytes();
        }
    }

    private AttributeCodecs codecs(String name) {
        return codecs(Map.of("muster.session.codec", name));
    }

    private AttributeCodecs codecs(Map<String, String> settings) {
        return new AttributeCodecs(List.of(getClass().getClassLoader()), Settings.ofMap(settings), metrics);
    }

    private record Versioned(String text) implements Serializable {}
}
