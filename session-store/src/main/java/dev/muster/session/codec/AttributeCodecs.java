package dev.muster.session.codec;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.session.AttributeClasses;
import dev.muster.session.AttributeCodec;
import dev.muster.session.StoredAttribute;
import dev.muster.session.metrics.SessionCounter;
import dev.muster.session.metrics.SessionMetrics;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes stored attributes of values and values of stored attributes, each by the codec that the attribute names: so
 * codecs can be mixed in one session, and changed while servers with the old and the new setting run side by side.
 * Thread-safe.
 */
public final class AttributeCodecs {

    /** The codec that takes everything that is serializable. */
    public static final String NAME = JavaCodec.NAME;

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final int REMEMBERED_NAMES = 1000;

    /** Another request may be changing the value while it is written. */
    private static final int TRIES = 10;

    private final JavaCodec java;
    private final Optional<ObjectInputFilter> learner;
    private final CodecRegistry registry;
    private final String preferredName;
    private final AttributeCodec preferred;
    private final SessionMetrics metrics;
    private final boolean keepLocal;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Set<String> keptLocal = ConcurrentHashMap.newKeySet();

    /**
     * Java serialization for the classes of one application.
     *
     * @param loaders where classes are looked for, in this order
     */
    public AttributeCodecs(List<ClassLoader> loaders) {
        this(loaders, Settings.ofMap(Map.of()), new SessionMetrics());
    }

    /**
     * What the settings ask for, for the classes of one application.
     *
     * @param loaders where classes are looked for, in this order
     * @param settings of the application
     * @param metrics counts what could not be decoded
     * @throws MusterException if the settings cannot be fulfilled
     */
    public AttributeCodecs(List<ClassLoader> loaders, Settings settings, SessionMetrics metrics) {
        this(
                loaders,
                ClassFilter.of(settings, metrics),
                settings.required(Setting.SESSION_CODEC),
                settings.required(Setting.SESSION_NOT_SERIALIZABLE).equals("local"),
                metrics);
    }

    AttributeCodecs(
            List<ClassLoader> loaders, ClassFilter filter, String codec, boolean keepLocal, SessionMetrics metrics) {
        AttributeClasses classes = new AttributeClasses(new ApplicationClassLoader(loaders), filter);
        this.java = new JavaCodec(classes, filter);
        this.registry = new CodecRegistry(classes, java, CodecRegistry.in(loaders.get(0)));
        this.keepLocal = keepLocal;
        this.metrics = metrics;
        this.learner = filter.learner();
        AttributeCodec configured = registry.configured(codec);
        // The list of classes is learned from what Java serialization writes.
        this.preferred = learner.isPresent() ? java : configured;
        this.preferredName = learner.isPresent() ? JavaCodec.NAME : codec;
    }

    /**
     * The encoded attribute.
     *
     * @throws MusterException if the value or something that it holds is not serializable; the message names attribute,
     *     class and, where it can be found, the path from one to the other
     */
    public StoredAttribute encode(String name, Object value) {
        for (int tries = 1; ; tries++) {
            try {
                return preferred == java ? byJava(name, value) : byPreferred(name, value);
            } catch (IOException | RuntimeException | StackOverflowError e) {
                if (tries == TRIES || !(e instanceof ConcurrentModificationException)) {
                    throw new MusterException(
                            e,
                            SessionMessage.NOT_SERIALIZABLE,
                            name,
                            value.getClass().getName(),
                            reason(value, e));
                }
            }
        }
    }

    /**
     * The encoded attribute; empty, and reported once per name, if it is not serializable and the settings want such
     * values to be kept on this server.
     *
     * @throws MusterException if it cannot be encoded and is not to be kept
     */
    public Optional<StoredAttribute> encodeOrKeep(String name, Object value) {
        try {
            return Optional.of(encode(name, value));
        } catch (MusterException e) {
            if (!keepLocal || !(e.getCause() instanceof NotSerializableException)) {
                throw e;
            }
            if (keptLocal.size() < REMEMBERED_NAMES && keptLocal.add(name)) {
                LOG.log(System.Logger.Level.WARNING, CodecMessage.KEPT_LOCAL.text(name, reason(value, e.getCause())));
            }
            return Optional.empty();
        }
    }

    private StoredAttribute byPreferred(String name, Object value) throws IOException {
        Optional<byte[]> bytes = preferred.encode(value);
        return bytes.isPresent() ? new StoredAttribute(name, preferredName, bytes.get()) : byJava(name, value);
    }

    private StoredAttribute byJava(String name, Object value) throws IOException {
        return new StoredAttribute(name, NAME, java.encode(value).orElseThrow());
    }

    /** Adds the classes of an attribute that the application changed to the list, if one is being learned. */
    public void learn(StoredAttribute changed) {
        learner.ifPresent(filter -> java.rehearse(changed.bytes(), filter));
    }

    private static String reason(Object value, Throwable e) {
        if (e instanceof NotSerializableException && e.getMessage() != null) {
            return FieldPath.to(e.getMessage(), value)
                    .map(path -> e + " at " + path)
                    .orElse(e.toString());
        }
        return e.toString();
    }

    /** The value; empty, counted, and reported once per name, if this application cannot read it. */
    public Optional<Object> decode(StoredAttribute attribute) {
        try {
            return Optional.of(read(attribute));
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            metrics.increment(SessionCounter.QUARANTINED);
            if (e instanceof RefusedObjectException) {
                metrics.increment(SessionCounter.REFUSED);
            }
            report(attribute.name(), e);
            return Optional.empty();
        }
    }

    private Object read(StoredAttribute attribute) throws IOException, ClassNotFoundException {
        return registry.find(attribute.codec())
                .orElseThrow(() -> new IOException("its codec is '" + attribute.codec()
                        + "', which this server does not" + " have or has no key for"))
                .decode(attribute.bytes());
    }

    private void report(String name, Throwable reason) {
        if (reported.size() < REMEMBERED_NAMES && reported.add(name)) {
            LOG.log(System.Logger.Level.WARNING, SessionMessage.UNDECODABLE.text(name, reason));
        }
    }
}
