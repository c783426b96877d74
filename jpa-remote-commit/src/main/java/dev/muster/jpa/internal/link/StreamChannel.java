package dev.muster.jpa.internal.link;

import dev.muster.jpa.internal.wire.ProtocolException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Frames as four bytes of length and the frame. */
final class StreamChannel implements Channel {

    private static final int BUFFER = 1 << 14;

    private final DataInputStream in;
    private final DataOutputStream out;

    StreamChannel(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
    }

    @Override
    public byte[] read(int maxLength) throws IOException {
        int length = in.readInt();
        if (length < 1 || length > maxLength) {
            throw new ProtocolException(
                    "a frame of " + Integer.toUnsignedString(length) + " bytes, allowed are 1 to " + maxLength);
        }
        byte[] frame = new byte[length];
        in.readFully(frame);
        return frame;
    }

    @Override
    public void write(byte[] frame) throws IOException {
        out.writeInt(frame.length);
        out.write(frame);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
