package dev.muster.jpa.internal.wire;

/** First byte of a frame. Types from {@link #FIRST_OPTIONAL} on may be ignored by those who do not know them. */
public final class FrameType {

    public static final int HELLO = 1;
    public static final int ACCEPTED = 2;
    public static final int REFUSED = 3;
    public static final int GOODBYE = 4;
    public static final int HEARTBEAT = 5;
    public static final int HEARD = 6;
    public static final int RESUME = 7;
    public static final int STATUS = 8;
    public static final int DEFLATED = 9;
    public static final int SYNC = 16;
    public static final int TYPE_NAME = 17;
    public static final int EVICT = 18;
    public static final int FIRST_OPTIONAL = 128;

    private FrameType() {}
}
