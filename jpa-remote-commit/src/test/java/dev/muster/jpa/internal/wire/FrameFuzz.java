package dev.muster.jpa.internal.wire;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What an authenticated peer sends, as a fuzzer makes it up: frames of a link in one direction, each with two bytes of
 * length. Run by Jazzer, see {@link dev.muster.jpa.FuzzIT}.
 */
public final class FrameFuzz {

    /** A frame has at most a megabyte when it is inflated; a key of two bytes becomes an object of less than 128. */
    private static final long MAX_ALLOCATED = 128L * FrameEncoder.MAX_FRAME;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private FrameFuzz() {}

    /** For Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        FrameDecoder decoder = new FrameDecoder();
        FrameHandler handler = new Everything();
        int at = 0;
        while (at + 2 < input.length) {
            int length = Math.max(1, (input[at] & 0xFF) << 8 | (input[at + 1] & 0xFF));
            int end = Math.min(input.length, at + 2 + length);
            decode(decoder, Arrays.copyOfRange(input, at + 2, end), handler);
            at = end;
        }
        decode(decoder, input, handler);
        decodeOthers(input);
    }

    private static void decode(FrameDecoder decoder, byte[] frame, FrameHandler handler) {
        if (frame.length == 0) {
            return;
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            decoder.decode(frame, handler);
        } catch (ProtocolException expected) {
            require(!String.valueOf(expected.getMessage()).isEmpty(), "a refusal without a reason");
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        require(allocated <= MAX_ALLOCATED, allocated + " bytes allocated for a frame of " + frame.length);
    }

    private static void decodeOthers(byte[] input) {
        for (Decoding decoding : new Decoding[] {Hello::decode, Refusal::decode, Status::decode}) {
            try {
                require(decoding.of(input) != null, "nothing decoded");
            } catch (ProtocolException expected) {
                require(!String.valueOf(expected.getMessage()).isEmpty(), "a refusal without a reason");
            }
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException(what);
        }
    }

    private interface Decoding {
        Object of(byte[] frame) throws ProtocolException;
    }
}
