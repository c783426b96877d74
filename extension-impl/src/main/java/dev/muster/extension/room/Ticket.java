package dev.muster.extension.room;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a redirect token says. Immutable.
 *
 * @param user who was sent
 * @param room the room to enter
 * @param serverId the server to which the user was sent
 * @param incarnation the incarnation of that server
 * @param epoch the epoch of the grant
 * @param expiresAt by the database's clock, in epoch milliseconds
 * @param nonce makes each ticket a different one
 */
record Ticket(String user, String room, int serverId, long incarnation, long epoch, long expiresAt, Nonce nonce) {

    static final int MAX_USER_BYTES = 1000;

    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 1 + 4 + 8 + 8 + 8 + 8 + 8 + 2 + 2;

    /** 128 random bits. */
    record Nonce(long high, long low) {}

    byte[] encode() {
        byte[] userBytes = user.getBytes(StandardCharsets.UTF_8);
        byte[] roomBytes = room.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED_BYTES + userBytes.length + roomBytes.length)
                .put(VERSION)
                .putInt(serverId)
                .putLong(incarnation)
                .putLong(epoch)
                .putLong(expiresAt)
                .putLong(nonce.high)
                .putLong(nonce.low)
                .putShort((short) userBytes.length)
                .put(userBytes)
                .putShort((short) roomBytes.length)
                .put(roomBytes)
                .array();
    }

    /** Empty if the bytes are none that {@link #encode} made. */
    static Optional<Ticket> decode(ByteBuffer bytes) {
        try {
            if (bytes.get() != VERSION) {
                return Optional.empty();
            }
            int serverId = bytes.getInt();
            long incarnation = bytes.getLong();
            long epoch = bytes.getLong();
            long expiresAt = bytes.getLong();
            Nonce nonce = new Nonce(bytes.getLong(), bytes.getLong());
            String user = text(bytes);
            String room = text(bytes);
            return bytes.hasRemaining()
                    ? Optional.empty()
                    : Optional.of(new Ticket(user, room, serverId, incarnation, epoch, expiresAt, nonce));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static String text(ByteBuffer bytes) {
        int length = Short.toUnsignedInt(bytes.getShort());
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
