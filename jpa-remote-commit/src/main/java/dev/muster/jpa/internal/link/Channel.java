package dev.muster.jpa.internal.link;

import java.io.IOException;

/**
 * An authenticated connection that carries frames. One thread may read while another writes; neither side is safe for
 * more. Closed by closing its socket.
 */
public interface Channel {

    /**
     * The next frame.
     *
     * @throws java.io.EOFException if the other side closed the connection
     * @throws dev.muster.jpa.internal.wire.ProtocolException if the frame is longer than allowed, or empty
     */
    byte[] read(int maxLength) throws IOException;

    /** Writes a frame, perhaps only into a buffer. */
    void write(byte[] frame) throws IOException;

    /** Sends what is buffered. */
    void flush() throws IOException;
}
