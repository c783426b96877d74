package dev.muster.jpa.internal.link;

import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.Peer;
import java.io.IOException;
import java.net.Socket;
import java.util.function.Predicate;

/** Turns a connection into an authenticated channel. Thread-safe. */
interface Authentication {

    /** The one for this security. */
    static Authentication of(MeshSecurity security) {
        if (security instanceof MeshSecurity.Tls tls) {
            return new TlsAuthentication(tls);
        }
        if (security instanceof MeshSecurity.SharedSecret shared) {
            return new SecretAuthentication(shared.secret());
        }
        return new NoAuthentication();
    }

    /** The byte that names this way of authentication in the preface. */
    int mode();

    /** For messages. */
    String description();

    /**
     * Authenticates both sides. The preface has been exchanged already.
     *
     * @param connector whether this side opened the connection
     * @throws IOException if the other side cannot prove who it is
     */
    Authenticated authenticate(Socket socket, boolean connector) throws IOException;

    /**
     * Someone who may be here.
     *
     * @param channel carries the frames
     * @param owner whether what was shown is that of who introduces himself so
     */
    record Authenticated(Channel channel, Predicate<Peer> owner) {

        /** One whose proof is the same for all. */
        static Authenticated anyone(Channel channel) {
            return new Authenticated(channel, peer -> true);
        }
    }
}
