package dev.muster.jpa.internal.link;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A socket that counts what passes, and takes only so much before the other side is authenticated. */
public final class MeteredSocket extends Socket {

    /** More than any handshake needs, with room for long certificate chains. */
    static final int BEFORE_AUTHENTICATION = 1 << 16;

    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean limited = true;

    @Override
    public InputStream getInputStream() throws IOException {
        return new Received(super.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new Sent(super.getOutputStream());
    }

    /** Bytes received so far. */
    public long received() {
        return received.get();
    }

    /** Bytes sent so far. */
    public long sent() {
        return sent.get();
    }

    /** The other side is authenticated: no limit from here on. */
    void release() {
        limited = false;
    }

    private final class Received extends FilterInputStream {

        Received(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (limited && received.get() >= BEFORE_AUTHENTICATION) {
                throw new IOException("more than " + BEFORE_AUTHENTICATION + " bytes before authentication");
            }
            int read = super.read(buffer, offset, length);
            received.addAndGet(Math.max(read, 0));
            return read;
        }
    }

    private final class Sent extends FilterOutputStream {

        Sent(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            sent.addAndGet(length);
        }
    }
}
