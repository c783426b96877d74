package dev.muster.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MeshSecurityTest {

    private final RecordingListener events = new RecordingListener();

    @Test
    void otherSecret_isRefusedOnBothSides() throws InterruptedException {
        MeshSecurity mine = MeshSecurity.sharedSecret("one".toCharArray());
        MeshSecurity theirs = MeshSecurity.sharedSecret("another".toCharArray());
        refuses(mine, theirs, "refused the other side does not know the secret");
    }

    @Test
    void untrustedCertificate_isRefused() throws InterruptedException {
        refuses(Securities.selfSigned("mine"), Securities.selfSigned("theirs"), "refused ");
    }

    @Test
    void otherSecurity_isRefusedWithTheReason() throws InterruptedException {
        MeshSecurity secret = MeshSecurity.sharedSecret("one".toCharArray());
        refuses(secret, MeshSecurity.loopbackOnly(), "refused the other side uses other security than this one");
        refuses(Securities.selfSigned("mine"), secret, "refused the other side uses other security than this one");
    }

    @Test
    void secrets_doNotShow() {
        assertThat(MeshSecurity.sharedSecret("hunter2".toCharArray()).toString())
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> MeshSecurity.sharedSecret(new char[0])).hasMessageStartingWith("MUSTER-053");
        assertThatThrownBy(() -> MeshSecurity.keyStore(Path.of("missing.p12"), "hunter2".toCharArray()))
                .hasMessageStartingWith("MUSTER-053")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void certificateOfAnotherServer_isRefused() throws InterruptedException {
        MeshSecurity.Tls tls = (MeshSecurity.Tls) Securities.selfSigned("mine");
        MeshSecurity owned = MeshSecurity.tls(
                tls.context(), (certificate, peer) -> peer.name().equals("a"));
        refuses(owned, tls, "foreign 'b' its certificate is not that of server 'b'");
    }

    private void refuses(MeshSecurity mine, MeshSecurity theirs, String reason) throws InterruptedException {
        MeshConfig.Builder config = MeshConfig.builder("test", "a").ports(0, 0);
        try (Mesh mesh = Mesh.open(config.security(mine).listener(events).build())) {
            List<Peer> peers = List.of(Peer.at(mesh.address()));
            MeshConfig.Builder caller = MeshConfig.builder("test", "b").ports(0, 0);
            try (Mesh other =
                    Mesh.open(caller.security(theirs).peers(() -> peers).build())) {
                events.await(reason);
                assertThat(TestMeshes.up(mesh)).isZero();
                assertThat(TestMeshes.up(other)).isZero();
            }
        }
    }
}
