package dev.muster.jpa.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.internal.wire.Hello;
import dev.muster.jpa.internal.wire.ProtocolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was overheard is of no use to who repeats it, or changes its order. */
@Timeout(60)
class ReplayedHandshakeTest {

    private static final int MAX = 4096;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("dev.muster.jpa.Securities#authenticating")
    void callerWhoRepeatsWhatHeHeard_isRefused(MeshSecurity security) throws Exception {
        byte[] overheard = overhear(security);
        assertThat(overheard.length).isGreaterThan(64);
        try (ServerSocket server = server()) {
            CompletableFuture<Connection> accepted = accept(server, security);
            try (Socket thief = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                thief.getOutputStream().write(overheard);
                thief.shutdownOutput();
                assertThatThrownBy(accepted::join)
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(RefusedException.class);
            }
        }
    }

    @Test
    void proofThatIsSentBack_isRefused() throws Exception {
        MeshSecurity security = MeshSecurity.sharedSecret("a secret".toCharArray());
        try (ServerSocket server = server()) {
            CompletableFuture<Connection> accepted = accept(server, security);
            try (Socket mirror = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                byte[] preface = "MUSTER\u0001\u0002".getBytes(StandardCharsets.US_ASCII);
                mirror.getOutputStream().write(preface);
                mirror.getInputStream().readNBytes(preface.length);
                byte[] nonce = mirror.getInputStream().readNBytes(32);
                mirror.getOutputStream().write(nonce);
                mirror.getOutputStream().write(nonce);
                mirror.shutdownOutput();
                assertThatThrownBy(accepted::join).hasMessageContaining("does not know the secret");
            }
        }
    }

    @Test
    void sealedFrames_openOnlyInTheirOrder() throws IOException {
        SecretKey key = new SecretKeySpec(new byte[32], "AES");
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        Channel writer = new SealedChannel(new StreamChannel(new ByteArrayInputStream(new byte[0]), wire), key, key);
        for (byte i = 1; i <= 3; i++) {
            writer.write(new byte[] {i});
            writer.flush();
        }
        int length = wire.size() / 3;
        List<Integer> order = Arrays.asList(0, 1, 2);
        assertThat(read(wire.toByteArray(), length, order, key)).isEqualTo(3);
        Collections.swap(order, 0, 1);
        assertThatThrownBy(() -> read(wire.toByteArray(), length, order, key)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> read(wire.toByteArray(), length, List.of(0, 0), key))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> read(wire.toByteArray(), length, List.of(0, 2), key))
                .isInstanceOf(ProtocolException.class);
    }

    private static int read(byte[] wire, int length, List<Integer> order, SecretKey key) throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        order.forEach(frame -> told.write(wire, frame * length, length));
        Channel reader = new SealedChannel(
                new StreamChannel(new ByteArrayInputStream(told.toByteArray()), new ByteArrayOutputStream()), key, key);
        int read = 0;
        for (int i = 0; i < order.size(); i++) {
            read += reader.read(MAX).length;
        }
        return read;
    }

    /** All bytes that a welcome caller sends. */
    private byte[] overhear(MeshSecurity security) throws Exception {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try (ServerSocket server = server();
                ServerSocket between = server()) {
            CompletableFuture<Connection> accepted = accept(server, security);
            CompletableFuture<Void> relay = CompletableFuture.runAsync(() -> relay(between, server, heard));
            CompletableFuture<Connection> called = CompletableFuture.supplyAsync(() -> {
                try {
                    return handshake(security).connect(address(between));
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
            Connection connection = accepted.join();
            connection.channel().write(new byte[] {2});
            connection.channel().flush();
            called.join().close();
            connection.close();
            relay.join();
        }
        return heard.toByteArray();
    }

    private static void relay(ServerSocket between, ServerSocket server, ByteArrayOutputStream heard) {
        try (Socket caller = between.accept();
                Socket called = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            CompletableFuture<Void> back = CompletableFuture.runAsync(() -> copy(called, caller, null));
            copy(caller, called, heard);
            back.join();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static void copy(Socket from, Socket to, @Nullable ByteArrayOutputStream heard) {
        try {
            byte[] buffer = new byte[MAX];
            for (int read = from.getInputStream().read(buffer); read > 0; ) {
                if (heard != null) {
                    heard.write(buffer, 0, read);
                }
                to.getOutputStream().write(buffer, 0, read);
                read = from.getInputStream().read(buffer);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One side has closed: all that was said has been heard.
            return;
        }
    }

    private CompletableFuture<Connection> accept(ServerSocket server, MeshSecurity security) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return handshake(security).accept(server.accept());
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    private Handshake handshake(MeshSecurity security) {
        Hello self = new Hello(UUID.randomUUID(), "test", "x", 1, 1);
        return new Handshake(self, security, Duration.ofSeconds(20), timer);
    }

    private static ServerSocket server() throws IOException {
        ServerSocket server = Handshake.serverSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return server;
    }

    private static InetSocketAddress address(ServerSocket server) {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }
}
