package dev.muster.jpa.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What to look at, by the way in which a server could not be asked. */
final class Advice {

    private static final String HUNG_UP =
            "It hung up: it is no mesh, or protected in another way than this command was told (secret, key store, none).";

    private Advice() {}

    static String on(IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (reason.contains("cluster")) {
            return "Name the cluster with --cluster; in cluster mode it is muster.cluster, by default the context path.";
        }
        if (reason.contains("the secret")) {
            return "The servers have another secret than this command: compare muster.jpa.secret or Secret=.";
        }
        if (reason.contains("of the protocol")) {
            return "Take the muster-jpa jar of the servers' version.";
        }
        if (reason.contains("closed by the other side")) {
            return HUNG_UP;
        }
        return byCause(failure);
    }

    private static String byCause(IOException failure) {
        @Nullable Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof ConnectException) {
            return "Nobody listens there. Is the application deployed, and is this its port? It is in the line MUSTER-040 of its log.";
        }
        if (cause instanceof SocketTimeoutException || cause instanceof NoRouteToHostException) {
            return "The network does not get there: look for a firewall, or for a server that stands still.";
        }
        if (cause instanceof UnknownHostException) {
            return "The name is not known here.";
        }
        if (cause instanceof SSLException) {
            return "The certificate was refused. Use the servers' key store. In cluster mode servers trust nobody but the live"
                    + " servers of the registry: the network is open and the mesh answers, which is all that can be asked from outside.";
        }
        if (cause instanceof EOFException) {
            return HUNG_UP;
        }
        return "Look for the reason in the server's log, in a line MUSTER-044 or MUSTER-059.";
    }
}
