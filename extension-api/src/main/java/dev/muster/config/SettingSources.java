package dev.muster.config;

import dev.muster.MusterException;
import dev.muster.config.Settings.Configured;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Collects what was configured, later sources first so that earlier ones overwrite them. */
final class SettingSources {

    private static final System.Logger LOG = System.getLogger("dev.muster.config");
    private static final String PREFIX = "muster.";
    private static final String FILE = "META-INF/muster.properties";

    private final ClassLoader application;

    private SettingSources(ClassLoader application) {
        this.application = application;
    }

    static SettingSources of(ClassLoader application) {
        return new SettingSources(application);
    }

    Map<String, Configured> read() {
        Map<String, Configured> found = new TreeMap<>();
        HostAlternatives.of(application).settings().forEach((key, value) -> found.put(key, value));
        add(found, FILE, file());
        addEnvironment(found, System.getenv());
        add(found, "a system property", System.getProperties());
        add(found, "MicroProfile Config", MicroProfileConfig.values(PREFIX, application));
        return found;
    }

    private static void add(Map<String, Configured> found, String source, Map<?, ?> values) {
        values.forEach((key, value) -> {
            if (String.valueOf(key).startsWith(PREFIX)) {
                found.put(
                        String.valueOf(key),
                        new Configured(String.valueOf(value).strip(), source));
            }
        });
    }

    private Properties file() {
        Properties properties = new Properties();
        try (InputStream stream = application.getResourceAsStream(FILE)) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new MusterException(e, ConfigMessage.UNREADABLE, FILE, e.getMessage());
        }
        return properties;
    }

    /**
     * The environment is shared with other programs (container links set MUSTER_PORT and the like), so a name we do not
     * know is only reported.
     */
    static void addEnvironment(Map<String, Configured> found, Map<String, String> environment) {
        Map<String, Setting> byVariable =
                Arrays.stream(Setting.values()).collect(Collectors.toMap(s -> variable(s.key()), s -> s));
        environment.forEach((name, value) -> {
            Setting setting = byVariable.get(name);
            if (setting != null) {
                found.put(setting.key(), new Configured(value.strip(), "environment variable " + name));
            } else if (name.startsWith("MUSTER_")) {
                String hint = Nearest.to(name, List.copyOf(byVariable.keySet()))
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("");
                LOG.log(System.Logger.Level.WARNING, ConfigMessage.UNKNOWN_VARIABLE.text(name, hint));
            }
        });
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
