package dev.muster.config;

import dev.muster.MusterException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one application, read once and validated. Immutable.
 *
 * <p>Sources, first found wins per key: MicroProfile Config where the server has it; system properties; environment
 * variables ({@code MUSTER_LEASE_DURATION} for {@code muster.lease.duration}); {@code META-INF/muster.properties} in the
 * application; alternatives of ours that the application's {@code beans.xml} selects. A key that starts with
 * {@code muster.} and is not in the catalogue, or a value that its setting does not take, fails the deployment.
 */
public final class Settings {

    private final Map<Setting, Configured> configured;
    private final boolean cluster;

    private Settings(Map<Setting, Configured> configured) {
        this.configured = configured;
        Configured mode = configured.get(Setting.MODE);
        this.cluster = mode != null && mode.value().equals("cluster");
    }

    /**
     * Reads the settings of the application whose class loader is given.
     *
     * @throws MusterException if a key or value is wrong
     */
    public static Settings load(ClassLoader application) {
        return of(SettingSources.of(application).read());
    }

    /** Settings from a plain map; for tests and launchers. */
    public static Settings ofMap(Map<String, String> values) {
        Map<String, Configured> configured = new TreeMap<>();
        values.forEach((key, value) -> configured.put(key, new Configured(value, "a map")));
        return of(configured);
    }

    static Settings of(Map<String, Configured> values) {
        Map<Setting, Configured> checked = new EnumMap<>(Setting.class);
        values.forEach((key, value) -> checked.put(known(key, value), check(key, value)));
        Settings settings = new Settings(checked);
        settings.checkTogether();
        return settings;
    }

    /** Whether {@code muster.mode} is {@code cluster}. */
    public boolean isCluster() {
        return cluster;
    }

    /** The value, or its default in the current mode. */
    public Optional<String> text(Setting setting) {
        return Optional.ofNullable(valueOf(setting));
    }

    /** The value or default of a setting that has a default. */
    public String required(Setting setting) {
        return text(setting).orElseThrow(() -> new IllegalArgumentException(setting.key() + " has no default"));
    }

    /** The value or default of a duration. */
    public Duration duration(Setting setting) {
        return Durations.parse(required(setting)).orElseThrow();
    }

    /** The value or default of a whole number. */
    public OptionalInt integer(Setting setting) {
        return text(setting).stream().mapToInt(Integer::parseInt).findFirst();
    }

    /** Whether a value was configured, by whatever source. */
    public boolean isConfigured(Setting setting) {
        return configured.containsKey(setting);
    }

    /** What was configured, one {@code key=value} each, secrets masked; for the log. */
    @Override
    public String toString() {
        return configured.entrySet().stream()
                .map(e ->
                        e.getKey().key() + "=" + shown(e.getKey(), e.getValue().value()))
                .toList()
                .toString();
    }

    private @Nullable String valueOf(Setting setting) {
        Configured value = configured.get(setting);
        return value == null ? setting.defaultValue(cluster) : value.value();
    }

    private static Setting known(String key, Configured value) {
        return Setting.ofKey(key)
                .orElseThrow(() -> new MusterException(
                        ConfigMessage.UNKNOWN_KEY, key, masked(key, value.value()), value.source(), suggestion(key)));
    }

    private static Configured check(String key, Configured value) {
        Setting setting = known(key, value);
        if (!setting.type().accepts(value.value())) {
            throw new MusterException(
                    ConfigMessage.BAD_VALUE,
                    key,
                    shown(setting, value.value()),
                    value.source(),
                    setting.type().expectation());
        }
        return value;
    }

    private void checkTogether() {
        Duration lease = duration(Setting.LEASE_DURATION);
        Duration renewal = duration(Setting.LEASE_RENEWAL);
        if (renewal.multipliedBy(3).compareTo(lease) > 0) {
            throw contradiction(
                    Setting.LEASE_DURATION,
                    Setting.LEASE_RENEWAL,
                    "a lease must last at least three renewals, so that one lost renewal fences nobody; right would be a"
                            + " duration of " + renewal.multipliedBy(3).toMillis() + "ms or more");
        }
        if (List.of("static", "dns").contains(required(Setting.ROOMS_DISCOVERY))
                && !isConfigured(Setting.ROOMS_ADDRESSES)) {
            throw contradiction(
                    Setting.ROOMS_DISCOVERY,
                    Setting.ROOMS_ADDRESSES,
                    "this discovery needs addresses: for static those of the peers, for example"
                            + " 10.1.1.1[7800];10.1.1.2[7800], for dns one host name");
        }
        if (required(Setting.ROOMS_CACHE).equals("hotrod") && !isConfigured(Setting.ROOMS_HOTROD_SERVERS)) {
            throw contradiction(
                    Setting.ROOMS_CACHE,
                    Setting.ROOMS_HOTROD_SERVERS,
                    "an Infinispan of its own must be named, for example 10.1.1.5[11222];10.1.1.6[11222]");
        }
        if (isConfigured(Setting.ROOMS_HOTROD_USER) != isConfigured(Setting.ROOMS_HOTROD_PASSWORD)) {
            throw new MusterException(
                    ConfigMessage.CONTRADICTION,
                    Setting.ROOMS_HOTROD_USER.key(),
                    text(Setting.ROOMS_HOTROD_USER).orElse("not set"),
                    Setting.ROOMS_HOTROD_PASSWORD.key(),
                    isConfigured(Setting.ROOMS_HOTROD_PASSWORD) ? "***" : "not set",
                    "who signs in needs both");
        }
        if (!required(Setting.SESSION_FILTER).equals("deny") && !isConfigured(Setting.SESSION_FILTER_FILE)) {
            throw contradiction(
                    Setting.SESSION_FILTER,
                    Setting.SESSION_FILTER_FILE,
                    "the list of classes needs a file that this server may write to (learn) or read (allow)");
        }
    }

    private MusterException contradiction(Setting one, Setting other, String why) {
        return new MusterException(
                ConfigMessage.CONTRADICTION,
                one.key(),
                text(one).orElse("not set"),
                other.key(),
                text(other).orElse("not set"),
                why);
    }

    private static String shown(Setting setting, String value) {
        return setting.type().isSecret() ? "***" : value;
    }

    /** An unknown key may be a misspelt secret. */
    private static String masked(String key, String value) {
        return key.contains("secret") || key.contains("password") || key.contains("crypt") ? "***" : value;
    }

    private static String suggestion(String key) {
        List<String> keys = Arrays.stream(Setting.values()).map(Setting::key).toList();
        return Nearest.to(key, keys)
                .map(near -> "Did you mean " + near + "?")
                .orElse("docs/configuration.md lists all settings.");
    }

    /**
     * A value and where it came from.
     *
     * @param value as written
     * @param source for messages
     */
    record Configured(String value, String source) {}
}
