package dev.muster.jpa.internal.link;

import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.Peer;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Mutual TLS 1.3. Sessions are never resumed: whom we trust may have changed since. */
final class TlsAuthentication implements Authentication {

    private final SSLContext context;
    private final BiPredicate<X509Certificate, Peer> owner;

    TlsAuthentication(MeshSecurity.Tls tls) {
        context = tls.context();
        owner = tls.owner();
    }

    @Override
    public int mode() {
        return 1;
    }

    @Override
    public String description() {
        return "TLS 1.3";
    }

    @Override
    public Authenticated authenticate(Socket socket, boolean connector) throws IOException {
        // A name of its own for each connection keeps the JDK from offering the session of an earlier one.
        String name = UUID.randomUUID().toString();
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, name, socket.getPort(), false);
        tls.setUseClientMode(connector);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setServerNames(List.of());
        parameters.setNeedClientAuth(!connector);
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        X509Certificate shown = (X509Certificate) tls.getSession().getPeerCertificates()[0];
        tls.getSession().invalidate();
        Channel channel = new StreamChannel(tls.getInputStream(), tls.getOutputStream());
        return new Authenticated(channel, peer -> owner.test(shown, peer));
    }
}
