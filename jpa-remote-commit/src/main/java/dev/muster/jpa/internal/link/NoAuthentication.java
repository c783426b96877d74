package dev.muster.jpa.internal.link;

import java.io.IOException;
import java.net.Socket;

/** Plain frames, for loopback. */
final class NoAuthentication implements Authentication {

    @Override
    public int mode() {
        return 0;
    }

    @Override
    public String description() {
        return "plaintext on loopback";
    }

    @Override
    public Authenticated authenticate(Socket socket, boolean connector) throws IOException {
        if (!socket.getInetAddress().isLoopbackAddress()) {
            throw new IOException("not a loopback address");
        }
        return Authenticated.anyone(new StreamChannel(socket.getInputStream(), socket.getOutputStream()));
    }
}
