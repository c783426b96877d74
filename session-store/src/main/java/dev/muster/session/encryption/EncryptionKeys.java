package dev.muster.session.encryption;

import dev.muster.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of session attributes by id. The first one encrypts, all of them decrypt. The word {@code plain} in the place
 * of a key stands for attributes without encryption: first in the list it writes them, elsewhere it lets them be read.
 * Immutable; never shows a key.
 */
final class EncryptionKeys {

    private static final String PLAIN = "plain";
    private static final String FILE = "file:";
    private static final int KEY_BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final Map<String, SecretKey> keys;
    private final @Nullable String writes;
    private final boolean readsPlain;

    private EncryptionKeys(Map<String, SecretKey> keys, @Nullable String writes, boolean readsPlain) {
        this.keys = keys;
        this.writes = writes;
        this.readsPlain = readsPlain;
    }

    /**
     * Reads the value of the setting.
     *
     * @throws MusterException if it is wrong; the message says what is, and shows no key
     */
    static EncryptionKeys parse(String setting) {
        List<String> entries = entries(setting);
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).equals(PLAIN)) {
                add(keys, i + 1, entries.get(i));
            }
        }
        if (keys.isEmpty()) {
            throw bad(null, "it names no key");
        }
        boolean plainFirst = entries.get(0).equals(PLAIN);
        return new EncryptionKeys(
                Map.copyOf(keys), plainFirst ? null : keys.keySet().iterator().next(), entries.contains(PLAIN));
    }

    private static List<String> entries(String setting) {
        String text = setting.startsWith(FILE) ? contents(setting.substring(FILE.length())) : setting;
        return Pattern.compile("[,\\s]+")
                .splitAsStream(text)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static String contents(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw bad(e, "the file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static void add(Map<String, SecretKey> keys, int number, String entry) {
        int colon = entry.indexOf(':');
        String id = entry.substring(0, Math.max(colon, 0));
        if (!ID.matcher(id).matches() || id.equals(PLAIN)) {
            throw bad(
                    null, "entry " + number + " does not start with an id of letters, digits, '-' or '_' and a colon");
        }
        if (keys.putIfAbsent(id, key(id, entry.substring(colon + 1))) != null) {
            throw bad(null, "the id '" + id + "' is there twice");
        }
    }

    private static SecretKey key(String id, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw bad(null, "the key '" + id + "' is not Base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw bad(null, "the key '" + id + "' has " + bytes.length + " bytes, " + KEY_BYTES + " are needed");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private static MusterException bad(@Nullable Throwable cause, String reason) {
        return new MusterException(cause, EncryptionMessage.BAD_KEYS, reason);
    }

    /** The id of the key that encrypts; empty if attributes are written without encryption for now. */
    Optional<String> writes() {
        return Optional.ofNullable(writes);
    }

    Optional<SecretKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    boolean readsPlain() {
        return readsPlain;
    }

    @Override
    public String toString() {
        return "EncryptionKeys" + keys.keySet();
    }
}
