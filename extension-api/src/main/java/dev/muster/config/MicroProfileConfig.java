package dev.muster.config;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/**
 * MicroProfile Config where the server has it. It lists environment variables and system properties too, under their own
 * names; asking it per key covers its other sources and its ordinals.
 */
final class MicroProfileConfig {

    private static final String PROVIDER = "org.eclipse.microprofile.config.ConfigProvider";

    private MicroProfileConfig() {}

    static Map<String, String> values(String prefix, ClassLoader application) {
        return isPresent(application) ? Reader.values(prefix, application) : Map.of();
    }

    private static boolean isPresent(ClassLoader application) {
        try {
            Class.forName(PROVIDER, false, application);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Loaded only where the API is there. */
    private static final class Reader {

        static Map<String, String> values(String prefix, ClassLoader application) {
            return isImplemented() ? read(prefix, application) : Map.of();
        }

        /** GlassFish brings the API without an implementation. */
        private static boolean isImplemented() {
            try {
                return ConfigProviderResolver.instance() != null;
            } catch (IllegalStateException e) {
                return false;
            }
        }

        private static Map<String, String> read(String prefix, ClassLoader application) {
            Map<String, String> values = new TreeMap<>();
            var config = ConfigProvider.getConfig(application);
            for (String name : config.getPropertyNames()) {
                if (name.startsWith(prefix)) {
                    config.getOptionalValue(name, String.class).ifPresent(value -> values.put(name, value));
                }
            }
            return values;
        }
    }
}
