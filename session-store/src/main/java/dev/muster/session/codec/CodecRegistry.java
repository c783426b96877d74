package dev.muster.session.codec;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.session.AttributeClasses;
import dev.muster.session.AttributeCodec;
import dev.muster.session.AttributeCodecProvider;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The codecs of one application, opened when the first attribute asks for them. Thread-safe. */
final class CodecRegistry {

    private final AttributeClasses classes;
    private final JavaCodec java;
    private final Map<String, AttributeCodecProvider> providers = new TreeMap<>();
    private final Map<String, AttributeCodec> opened = new ConcurrentHashMap<>();

    CodecRegistry(AttributeClasses classes, JavaCodec java, Iterable<AttributeCodecProvider> found) {
        this.classes = classes;
        this.java = java;
        found.forEach(provider -> providers.putIfAbsent(provider.name(), provider));
    }

    /** The providers in an application. */
    static Iterable<AttributeCodecProvider> in(ClassLoader application) {
        return ServiceLoader.load(AttributeCodecProvider.class, application);
    }

    /**
     * The codec that the setting names.
     *
     * @throws MusterException if there is none of that name, or it cannot be opened
     */
    AttributeCodec configured(String name) {
        try {
            return find(name)
                    .orElseThrow(
                            () -> unusable(null, name, "the application has no AttributeCodecProvider of that name"));
        } catch (IOException e) {
            throw unusable(e, name, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The codec of a name, if there is one.
     *
     * @throws IOException if it cannot be opened, most often because its library is missing
     */
    Optional<AttributeCodec> find(String name) throws IOException {
        if (name.equals(JavaCodec.NAME)) {
            return Optional.of(java);
        }
        AttributeCodec known = opened.get(name);
        return known == null ? open(name) : Optional.of(known);
    }

    private Optional<AttributeCodec> open(String name) throws IOException {
        AttributeCodecProvider provider = providers.get(name);
        if (provider == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(opened.computeIfAbsent(name, n -> provider.open(classes)));
        } catch (RuntimeException | LinkageError e) {
            throw new IOException("codec '" + name + "' cannot be opened, is its library in the application? " + e, e);
        }
    }

    private MusterException unusable(@Nullable Throwable cause, String name, String reason) {
        return new MusterException(
                cause,
                CodecMessage.UNUSABLE,
                Setting.SESSION_CODEC.key(),
                name,
                reason,
                "Right would be java or one of: " + providers.keySet() + ".");
    }
}
