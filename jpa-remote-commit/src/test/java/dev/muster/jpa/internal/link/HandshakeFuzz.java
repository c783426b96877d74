package dev.muster.jpa.internal.link;

import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.internal.wire.Hello;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/**
 * What a stranger sends before he is authenticated, as a fuzzer makes it up: the preface, what comes after it in each way of
 * authentication, and the introduction. Run by Jazzer, see {@link dev.muster.jpa.FuzzIT}.
 */
public final class HandshakeFuzz {

    private static final int MAX_HELLO = 4096;
    private static final List<Authentication> WAYS = List.of(
            Authentication.of(MeshSecurity.loopbackOnly()),
            Authentication.of(MeshSecurity.sharedSecret("a secret of the fuzzer".toCharArray())));

    private HandshakeFuzz() {}

    /** For Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        for (Authentication way : WAYS) {
            try {
                Socket socket = new Told(input);
                Preface.read(socket, way);
                Channel channel = way.authenticate(socket, false).channel();
                if (way.mode() != 0) {
                    throw new IllegalStateException("a stranger was authenticated");
                }
                Hello.decode(channel.read(MAX_HELLO));
            } catch (IOException expected) {
                if (String.valueOf(expected.getMessage()).isEmpty()) {
                    throw new IllegalStateException("a refusal without a reason", expected);
                }
            }
        }
    }

    private static final class Told extends Socket {

        private final InputStream in;

        Told(byte[] input) {
            in = new ByteArrayInputStream(input);
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InetAddress getInetAddress() {
            return InetAddress.getLoopbackAddress();
        }
    }
}
