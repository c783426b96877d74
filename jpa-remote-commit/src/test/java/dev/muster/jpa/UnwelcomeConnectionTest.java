package dev.muster.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.CommitExchange.Attachment;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a port is exposed to: nothing of it is parsed, all of it is counted, and the mesh goes on. */
@Timeout(60)
class UnwelcomeConnectionTest {

    private final RecordingListener events = new RecordingListener();
    private final RecordingEvictor evictor = new RecordingEvictor();

    @ParameterizedTest
    @MethodSource("dev.muster.jpa.Securities#authenticating")
    void portScannersGarbage_isRefusedAndToldOnce(MeshSecurity security) throws Exception {
        byte[] garbage = "GET / HTTP/1.1\r\nHost: 10.1.1.1\r\nUser-Agent: scanner/1.0\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        unharmedBy(security, mesh -> {
            sendAndAwaitClose(mesh, garbage);
            sendAndAwaitClose(mesh, garbage);
            Await.until("both counted", () -> mesh.refusedConnections() == 2);
            assertThat(events.events())
                    .filteredOn(event -> event.startsWith("refused"))
                    .hasSize(1);
        });
        assertThat(events.events())
                .anyMatch(event -> event.matches("refused not a Muster handshake \\([1-9]\\d* bytes\\)"));
    }

    @ParameterizedTest
    @MethodSource("dev.muster.jpa.Securities#authenticating")
    void garbageAfterThePreface_isRefused(MeshSecurity security) throws Exception {
        byte[] garbage = new byte[100_000];
        new Random(1).nextBytes(garbage);
        System.arraycopy("MUSTER".getBytes(StandardCharsets.US_ASCII), 0, garbage, 0, 6);
        garbage[6] = 1;
        garbage[7] = (byte) (security instanceof MeshSecurity.Tls ? 1 : 2);
        unharmedBy(security, mesh -> sendAndAwaitClose(mesh, garbage));
        events.await("refused ");
    }

    @ParameterizedTest
    @MethodSource("dev.muster.jpa.Securities#authenticating")
    void serializedObject_isRefusedUnread(MeshSecurity security) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("anything")));
        }
        unharmedBy(security, mesh -> sendAndAwaitClose(mesh, bytes.toByteArray()));
        events.await("refused a serialized Java object, not a Muster handshake");
    }

    @ParameterizedTest
    @MethodSource("dev.muster.jpa.Securities#authenticating")
    void halfOpenConnections_areClosedAfterTheTimeLimit(MeshSecurity security) throws Exception {
        unharmedBy(security, mesh -> {
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                silent.add(connect(mesh));
            }
            for (Socket socket : silent) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                socket.close();
            }
            Await.until("all counted", () -> mesh.refusedConnections() == 40);
        });
        events.await("refused no handshake within 1000 ms (0 bytes)");
        assertThat(events.events())
                .filteredOn(event -> event.startsWith("refused"))
                .hasSize(1);
    }

    private void unharmedBy(MeshSecurity security, Attack attack) throws Exception {
        Duration limit = Duration.ofSeconds(1);
        try (TestMeshes meshes = new TestMeshes(security)) {
            Mesh attacked =
                    meshes.open("a", 1, 1, builder -> builder.listener(events).handshakeTimeout(limit));
            Mesh peer = meshes.open("b", 2, 1);
            TestMeshes.awaitLinks(attacked, 1);
            TestMeshes.awaitLinks(peer, 1);
            ((CommitExchange) attacked).attach("shop", new CacheGuard(evictor));
            Attachment fromPeer = ((CommitExchange) peer).attach("shop", new CacheGuard(new RecordingEvictor()));
            // The second time it is emptied, the stream's position is known, and from there on commits are told one by
            // one.
            Await.until("the stream is followed", () -> evictor.flushes() == 2);

            attack.on(attacked);

            fromPeer.publish(
                    new EvictionBuilder().entity("Order", EntityKey.of(1L)).build(), Delivery.ASYNC);
            evictor.await("Order[[1]]");
            TestMeshes.awaitLinks(attacked, 1);
            assertThat(events.events()).noneMatch(event -> event.startsWith("down lost"));
        }
    }

    private static void sendAndAwaitClose(Mesh mesh, byte[] bytes) throws IOException {
        try (Socket socket = connect(mesh)) {
            socket.getOutputStream().write(bytes);
            socket.getInputStream().transferTo(new ByteArrayOutputStream());
        } catch (java.net.SocketException e) {
            assertThat(e).hasMessageMatching("(?s).*(reset|Broken pipe|aborted).*");
        }
    }

    private static Socket connect(Mesh mesh) throws IOException {
        Socket socket = new Socket(mesh.address().getAddress(), mesh.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private interface Attack {
        void on(Mesh mesh) throws Exception;
    }
}
