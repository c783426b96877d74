package dev.muster.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.print.attribute.standard.Chromaticity;

/** Somebody who connects to a port that is not meant for him. Who opened it closes it. */
final class Stranger implements AutoCloseable {

    /** Its class is of the JDK and no server has a use for it: who has it loaded has deserialized it. */
    static final String SENT_CLASS = Chromaticity.class.getName();

    private final Socket socket = new Socket();

    private Stranger() {}

    /** Connects and says nothing. */
    static Stranger at(int port) {
        var stranger = new Stranger();
        try {
            stranger.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            return stranger;
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody listens at " + port, e);
        }
    }

    /** What port scanners, lost browsers and attackers send. */
    static List<byte[]> garbage() {
        var noise = new byte[4096];
        new Random(42).nextBytes(noise);
        return List.of(
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                noise,
                serializedObject());
    }

    private static byte[] serializedObject() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(Chromaticity.COLOR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Sends as much as the other side takes. */
    Stranger sends(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // closed already: that is what it should do
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Whether the other side hangs up within the time; what it says before that does not matter. */
    boolean isHungUpOn(Duration limit) {
        try {
            socket.setSoTimeout((int) limit.toMillis());
            socket.getInputStream().skipNBytes(Long.MAX_VALUE);
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // end of stream or reset
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
