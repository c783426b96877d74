package dev.muster.session.codec;

import dev.muster.config.Setting;
import dev.muster.config.Settings;
import dev.muster.session.metrics.SessionCounter;
import dev.muster.session.metrics.SessionMetrics;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which classes session attributes may hold, and how much of them. Thread-safe.
 *
 * <p>What is refused at reading is refused at writing too, so that nothing is stored that cannot be read. A list is
 * learned from what the application changes, not from what the database holds.
 */
final class ClassFilter implements ObjectInputFilter, WrittenClasses {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter("maxdepth=1000;maxrefs=5000000;maxbytes=67108864;maxarray=16777216");
    private static final int REMEMBERED = 1000;

    private final SessionMetrics metrics;
    private final @Nullable ClassList learned;
    private final @Nullable ClassList allowed;
    private final Map<Class<?>, Optional<String>> verdicts = new ConcurrentHashMap<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    private ClassFilter(SessionMetrics metrics, @Nullable ClassList learned, @Nullable ClassList allowed) {
        this.metrics = metrics;
        this.learned = learned;
        this.allowed = allowed;
    }

    /** All classes but those that are known from attacks. */
    static ClassFilter denying(SessionMetrics metrics) {
        return new ClassFilter(metrics, null, null);
    }

    /** The same, and what the application writes is added to a list. */
    static ClassFilter learning(SessionMetrics metrics, ClassList list) {
        return new ClassFilter(metrics, list, null);
    }

    /** The classes of a list, and the basic ones of the JDK. */
    static ClassFilter allowing(SessionMetrics metrics, ClassList list) {
        return new ClassFilter(metrics, null, list);
    }

    /** The filter that the settings ask for. */
    static ClassFilter of(Settings settings, SessionMetrics metrics) {
        return switch (settings.required(Setting.SESSION_FILTER)) {
            case "learn" -> learning(metrics, ClassList.extend(file(settings)));
            case "allow" -> allowing(metrics, ClassList.read(file(settings)));
            default -> denying(metrics);
        };
    }

    private static Path file(Settings settings) {
        return Path.of(settings.required(Setting.SESSION_FILTER_FILE)).toAbsolutePath();
    }

    /** A filter that adds what passes it to the list; empty if nothing is to be learned. */
    Optional<ObjectInputFilter> learner() {
        ClassList list = learned;
        return list == null ? Optional.empty() : Optional.of(info -> learn(list, info));
    }

    private Status learn(ClassList list, FilterInfo info) {
        Status status = checkInput(info);
        Class<?> type = info.serialClass();
        if (status != Status.REJECTED && type != null && !BasicClasses.contain(element(type))) {
            list.add(nameOf(element(type)));
        }
        return status;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (LIMITS.checkInput(info) == Status.REJECTED) {
            return refuse("too much", "more than 1,000 levels, 5 million references, 64 MiB or 16 million elements");
        }
        Class<?> type = info.serialClass();
        Optional<String> reason = type == null ? Optional.empty() : refusal(type);
        return reason.isPresent() ? refuse(nameOf(element(type)), reason.get()) : Status.UNDECIDED;
    }

    private Status refuse(String what, String reason) {
        metrics.increment(SessionCounter.REFUSED);
        if (reported.size() < REMEMBERED && reported.add(what)) {
            LOG.log(System.Logger.Level.WARNING, CodecMessage.REFUSED.text(what, reason));
        }
        return Status.REJECTED;
    }

    @Override
    public void note(Class<?> type) throws InvalidClassException {
        Optional<String> reason = refusal(type);
        if (reason.isPresent()) {
            throw new InvalidClassException(nameOf(element(type)), "the filter refuses it: " + reason.get());
        }
    }

    /** Why a class is refused; empty if it is not. */
    private Optional<String> refusal(Class<?> type) {
        return verdicts.computeIfAbsent(element(type), this::judge);
    }

    private Optional<String> judge(Class<?> type) {
        String name = nameOf(type);
        ClassList list = allowed;
        if (list != null) {
            boolean basic = BasicClasses.contain(type) && !KnownGadgets.contain(name);
            return basic || list.contains(name)
                    ? Optional.empty()
                    : Optional.of("it is not in " + list.file() + ", the list of muster.session.filter-file");
        }
        return KnownGadgets.contain(name)
                ? Optional.of("it is known from attacks by deserialization")
                : Optional.empty();
    }

    /** The name by which a list has the class: a lambda has no name of its own, it goes by that of its class. */
    private static String nameOf(Class<?> type) {
        String name = type.getName();
        int lambda = type.isHidden() ? name.indexOf("$$Lambda") : -1;
        return lambda > 0 ? name.substring(0, lambda) : name;
    }

    private static Class<?> element(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }
}
