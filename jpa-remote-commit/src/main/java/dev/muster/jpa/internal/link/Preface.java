package dev.muster.jpa.internal.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The first eight bytes in each direction: who speaks, and how they will authenticate. Read before anything is parsed. */
final class Preface {

    private static final byte[] MAGIC = "MUSTER".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    private Preface() {}

    static void write(Socket socket, Authentication authentication) throws IOException {
        ByteArrayOutputStream preface = new ByteArrayOutputStream();
        preface.writeBytes(MAGIC);
        preface.write(VERSION);
        preface.write(authentication.mode());
        socket.getOutputStream().write(preface.toByteArray());
    }

    static void read(Socket socket, Authentication authentication) throws IOException {
        InputStream in = socket.getInputStream();
        for (int i = 0; i < MAGIC.length; i++) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed by the other side");
            }
            if (next != MAGIC[i]) {
                countRest(in);
                throw new IOException(notOurs(i, next));
            }
        }
        int version = in.read();
        int mode = in.read();
        if (version != VERSION) {
            throw new IOException("handshake version " + version + ", this server speaks " + VERSION);
        }
        if (mode != authentication.mode()) {
            String mine = authentication.description();
            throw new IOException("the other side uses other security than this one (" + mine + ")");
        }
    }

    private static String notOurs(int index, int value) {
        return index == 0 && value == 0xAC
                ? "a serialized Java object, not a Muster handshake"
                : "not a Muster handshake";
    }

    /** Takes what has arrived already, so that the message can say how much it was. */
    private static void countRest(InputStream in) throws IOException {
        byte[] buffer = new byte[1024];
        for (int i = 0; i < 16 && in.available() > 0; i++) {
            if (in.read(buffer, 0, buffer.length) < 0) {
                return;
            }
        }
    }
}
