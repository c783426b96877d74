package dev.muster.benchmarks.plan;

import dev.muster.config.Setting;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One way to keep the application's sessions: the jars that it puts into the WAR and how it is configured. */
public enum Variant {
    CONTAINER("container", "container memory", List.of(), Map.of()),
    SPRING("spring", "Spring Session JDBC", List.of("spring-", "micrometer-"), Map.of()),
    STRICT("strict", "Muster strict", Jars.MUSTER, muster("strict")),
    COOKIE_VERSION("cookie-version", "Muster cookie-version", Jars.MUSTER, muster("cookie-version")),
    STRICT_AGAIN("strict-again", "Muster strict again", Jars.MUSTER, muster("strict"));

    private final String id;
    private final String title;
    private final List<String> jars;
    private final Map<String, String> properties;

    Variant(String id, String title, List<String> jars, Map<String, String> properties) {
        this.id = id;
        this.title = title;
        this.jars = jars;
        this.properties = properties;
    }

    private static Map<String, String> muster(String read) {
        Map<String, String> properties = new HashMap<>();
        properties.put("muster.session.store", "database");
        properties.put("muster.datasource", "java:comp/env/jdbc/sessions");
        if (Setting.ofKey("muster.session.read").isPresent()) {
            properties.put("muster.session.read", read);
        }
        return Map.copyOf(properties);
    }

    /** A name for files and databases. */
    public String id() {
        return id;
    }

    /** A name for people. */
    public String title() {
        return title;
    }

    /** System properties of its servers. */
    public Map<String, String> properties() {
        return properties;
    }

    /** Whether this build of Muster has it. */
    public boolean isThere() {
        return this != COOKIE_VERSION || Setting.ofKey("muster.session.read").isPresent();
    }

    /** Whether two servers see one session. */
    public boolean isShared() {
        return this != CONTAINER;
    }

    /** Whether a jar of this name belongs into its WAR. */
    public boolean wants(String jar) {
        return jars.stream().anyMatch(jar::startsWith);
    }

    /** Whether a jar of this name belongs into any WAR, and so not beside the server. */
    public static boolean isWanted(String jar) {
        return Arrays.stream(values()).anyMatch(variant -> variant.wants(jar));
    }

    private static final class Jars {
        static final List<String> MUSTER = List.of("muster-api-", "muster-session-store-");
    }
}
