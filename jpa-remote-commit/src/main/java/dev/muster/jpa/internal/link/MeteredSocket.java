package dev.muster.jpa.internal.link;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A socket that counts what it receives, and takes only so much before the other side is authenticated. */
final class MeteredSocket extends Socket {

    /** More than any handshake needs, with room for long certificate chains. */
    static final int BEFORE_AUTHENTICATION = 1 << 16;

    private @Nullable Metered metered;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        Metered current = metered;
        if (current == null) {
            current = new Metered(super.getInputStream());
            metered = current;
        }
        return current;
    }

    /** Bytes received so far. */
    synchronized long received() {
        return metered == null ? 0 : metered.count;
    }

    /** The other side is authenticated: no limit from here on. */
    synchronized void release() {
        if (metered != null) {
            metered.limited = false;
        }
    }

    private static final class Metered extends FilterInputStream {

        private volatile long count;
        private volatile boolean limited = true;

        Metered(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads at a time; others only look
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (limited && count >= BEFORE_AUTHENTICATION) {
                throw new IOException("more than " + BEFORE_AUTHENTICATION + " bytes before authentication");
            }
            int read = super.read(buffer, offset, length);
            if (limited && read > 0) {
                count += read;
            }
            return read;
        }
    }
}
