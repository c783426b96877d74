package dev.muster.jpa.internal.link;

import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * An authenticated connection whose other side has introduced itself.
 *
 * @param socket closing it ends all reading and writing at once
 * @param channel carries the frames
 * @param remote the other side
 * @param connector whether this side opened the connection
 * @param millis duration of the handshake
 * @param security how it is protected
 */
public record Connection(
        Socket socket, Channel channel, Hello remote, boolean connector, long millis, String security) {

    /** Address of the other side. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    /** Says why it is not wanted, and closes it. */
    public void refuse(Refusal refusal) {
        try (socket) {
            channel.write(refusal.encode());
            channel.flush();
        } catch (IOException e) {
            // The other side went first.
            return;
        }
    }

    /** Closes it at once. */
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left to release.
            return;
        }
    }
}
