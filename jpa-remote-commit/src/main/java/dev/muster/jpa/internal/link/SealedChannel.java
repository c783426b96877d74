package dev.muster.jpa.internal.link;

import dev.muster.jpa.internal.wire.ProtocolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Frames sealed with AES-GCM, one key per direction and link, the frame's number as nonce. */
final class SealedChannel implements Channel {

    private static final int TAG_BYTES = 16;
    private static final int NONCE_BYTES = 12;

    private final Channel channel;
    private final SecretKey readKey;
    private final SecretKey writeKey;
    private long read;
    private long written;

    SealedChannel(Channel channel, SecretKey readKey, SecretKey writeKey) {
        this.channel = channel;
        this.readKey = readKey;
        this.writeKey = writeKey;
    }

    @Override
    public byte[] read(int maxLength) throws IOException {
        byte[] sealed = channel.read(maxLength + TAG_BYTES);
        try {
            byte[] frame = cipher(Cipher.DECRYPT_MODE, readKey, read++).doFinal(sealed);
            if (frame.length == 0) {
                throw new ProtocolException("an empty frame");
            }
            return frame;
        } catch (GeneralSecurityException e) {
            throw new ProtocolException("a frame that was not sealed by the other side");
        }
    }

    @Override
    public void write(byte[] frame) throws IOException {
        try {
            channel.write(cipher(Cipher.ENCRYPT_MODE, writeKey, written++).doFinal(frame));
        } catch (GeneralSecurityException e) {
            throw new IOException("a frame could not be sealed", e);
        }
    }

    @Override
    public void flush() throws IOException {
        channel.flush();
    }

    private static Cipher cipher(int mode, SecretKey key, long number) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(number).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        return cipher;
    }
}
