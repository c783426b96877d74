package dev.muster.jpa.internal.wire;

/**
 * Why a side does not want a link after authentication.
 *
 * @param duplicate there is a better link between the two already, or the caller called itself: no fault
 * @param reason for the log of the other side
 */
public record Refusal(boolean duplicate, String reason) {

    private static final int MAX_REASON_BYTES = 1000;

    /** As a frame. */
    public byte[] encode() {
        return new ByteWriter()
                .u8(FrameType.REFUSED)
                .u8(duplicate ? 1 : 0)
                .text(reason)
                .toByteArray();
    }

    /** From a frame of type {@link FrameType#REFUSED}. */
    public static Refusal decode(byte[] frame) throws ProtocolException {
        ByteReader in = new ByteReader(frame);
        in.u8();
        return new Refusal(in.u8() == 1, in.text(MAX_REASON_BYTES));
    }
}
