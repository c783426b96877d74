package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshMessage;
import dev.muster.jpa.MeshSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What protects the links of a unit that names the other servers itself. Immutable. Secrets do not show in
 * {@link #toString}.
 *
 * @param secret shared secret, or empty
 * @param keyStore file of a key store, or empty
 * @param keyStorePassword its password, or empty
 */
record Protection(String secret, String keyStore, String keyStorePassword) {

    static final String SECRET = "muster.jpa.secret";
    static final String SECRET_FILE = "muster.jpa.secret-file";
    static final String KEY_STORE = "muster.jpa.keystore";
    static final String KEY_STORE_PASSWORD = "muster.jpa.keystore.password";

    /**
     * This one; or, if the unit says nothing, what the system properties and then the environment say. A key store may
     * have its password from there alone. So a secret need not
     * be in {@code persistence.xml}, and a line that was written for another provider need not be changed for it.
     *
     * @throws MeshException if a file with the secret cannot be read
     */
    Protection or(Properties properties, Map<String, String> environment) {
        if (!secret.isEmpty() || !keyStore.isEmpty()) {
            String password =
                    keyStorePassword.isEmpty() ? value(KEY_STORE_PASSWORD, properties, environment) : keyStorePassword;
            return new Protection(secret, keyStore, password);
        }
        String elsewhere = value(SECRET, properties, environment);
        String file = value(SECRET_FILE, properties, environment);
        return new Protection(
                elsewhere.isEmpty() && !file.isEmpty() ? contents(file) : elsewhere,
                value(KEY_STORE, properties, environment),
                value(KEY_STORE_PASSWORD, properties, environment));
    }

    private static String value(String key, Properties properties, Map<String, String> environment) {
        String variable = key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        return properties.getProperty(key, environment.getOrDefault(variable, ""));
    }

    private static String contents(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            String why = "it cannot be read (" + e + ")";
            throw new MeshException(MeshMessage.BAD_SETTING.text(SECRET_FILE, file, why, "a file with the secret"), e);
        }
    }

    /** How links are protected by it; on loopback only, if by nothing. */
    MeshSecurity security() {
        if (!keyStore.isEmpty()) {
            return MeshSecurity.keyStore(Path.of(keyStore), keyStorePassword.toCharArray());
        }
        return secret.isEmpty() ? MeshSecurity.loopbackOnly() : MeshSecurity.sharedSecret(secret.toCharArray());
    }

    @Override
    public String toString() {
        return "secrets=****";
    }
}
