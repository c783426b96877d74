package dev.muster.session.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Keeps URLs in attributes from asking the network while they are read. A {@link URL} without a hash code looks up its
 * host as soon as a hash table that is being read needs one, which is all that the attack called URLDNS does. So URLs are
 * written with a hash code, as those in hash tables have one anyway, and one without is refused. Stateless.
 */
final class UrlHash {

    /** What URL keeps in its field {@code hashCode}, the first of its serialized form, as long as it has none. */
    private static final int NONE = -1;

    /** Ends the class description (TC_ENDBLOCKDATA, TC_NULL for the superclass); the fields follow. */
    private static final String FIELDS_FOLLOW = "xp";

    private UrlHash() {}

    /** Whether the URL would have to look up its host to tell its hash code. */
    static boolean isMissing(URL url) throws IOException {
        byte[] bytes = write(url);
        return ByteBuffer.wrap(bytes).getInt(position(bytes)) == NONE;
    }

    /** The same URL, which answers {@code hashCode} by its text if it had no answer yet. */
    static URL add(URL url) throws IOException {
        byte[] bytes = write(url);
        ByteBuffer hash = ByteBuffer.wrap(bytes).position(position(bytes));
        if (hash.getInt(hash.position()) != NONE) {
            return url;
        }
        int ofText = url.toExternalForm().hashCode();
        hash.putInt(ofText == NONE ? 0 : ofText);
        return read(bytes);
    }

    private static int position(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(FIELDS_FOLLOW) + FIELDS_FOLLOW.length();
    }

    private static byte[] write(URL url) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(url);
        }
        return bytes.toByteArray();
    }

    /** These bytes were written here, a line ago. */
    @SuppressWarnings("BanSerializableRead")
    private static URL read(byte[] bytes) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (URL) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("every Java platform has java.net.URL", e);
        }
    }
}
