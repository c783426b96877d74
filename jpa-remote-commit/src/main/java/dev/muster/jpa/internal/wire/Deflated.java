package dev.muster.jpa.internal.wire;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A long frame made shorter: the type, the length of the frame that is inside, and that frame deflated (RFC 1951). */
final class Deflated {

    /** Shorter frames are sent as they are: the time is worth more than the bytes. */
    static final int WORTH_IT = 8192;

    private Deflated() {}

    /** The frame, or what carries it in fewer bytes. */
    static byte[] ifShorter(byte[] frame) {
        if (frame.length < WORTH_IT) {
            return frame;
        }
        byte[] room = new byte[frame.length / 2];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(frame);
            deflater.finish();
            int length = deflater.deflate(room);
            return deflater.finished() ? carrier(frame.length, Arrays.copyOf(room, length)) : frame;
        } finally {
            deflater.end();
        }
    }

    private static byte[] carrier(int length, byte[] deflated) {
        return new ByteWriter()
                .u8(FrameType.DEFLATED)
                .varint(length)
                .raw(deflated)
                .toByteArray();
    }

    static boolean isOne(byte[] frame) {
        return frame[0] == FrameType.DEFLATED;
    }

    /** The frame inside; never more than the longest frame, whatever the other side claims. */
    static byte[] inflate(byte[] carrier) throws ProtocolException {
        ByteReader in = new ByteReader(carrier);
        in.u8();
        byte[] frame = new byte[in.count(FrameEncoder.MAX_FRAME)];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(in.raw(in.remaining()));
            int length = frame.length == 0 ? 0 : inflater.inflate(frame);
            if (length == 0 || length != frame.length || isOne(frame)) {
                throw new ProtocolException("a deflated frame that is not what it says");
            }
            return frame;
        } catch (DataFormatException e) {
            throw new ProtocolException("a frame that does not inflate");
        } finally {
            inflater.end();
        }
    }
}
