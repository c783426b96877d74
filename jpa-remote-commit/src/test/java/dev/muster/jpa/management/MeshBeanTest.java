package dev.muster.jpa.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.Await;
import dev.muster.jpa.Mesh;
import dev.muster.jpa.MeshSecurity;
import dev.muster.jpa.RecordingEvictor;
import dev.muster.jpa.TestMeshes;
import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.CommitExchange.Attachment;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MeshBeanTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final TestMeshes meshes = new TestMeshes(MeshSecurity.loopbackOnly());

    @AfterEach
    void close() {
        meshes.close();
    }

    @Test
    void figures_areThereWhileTheMeshIsOpen() throws Exception {
        Mesh first = meshes.open("seen", 1, 1);
        Mesh second = meshes.open("other", 2, 1);
        TestMeshes.awaitLinks(first, 1);
        TestMeshes.awaitLinks(second, 1);
        ((CommitExchange) second).attach("shop", new CacheGuard(new RecordingEvictor()));
        Attachment shop = ((CommitExchange) first).attach("shop", new CacheGuard(new RecordingEvictor()));
        shop.publish(
                new EvictionBuilder().entity("Order", EntityKey.of(1L)).build(), new Delivery(Duration.ofSeconds(10)));

        assertThat(attribute(first, "Address"))
                .isEqualTo("127.0.0.1:" + first.address().getPort());
        assertThat(attribute(first, "MissingPeers")).isEqualTo(0);
        TabularData counters = (TabularData) attribute(first, "Counters");
        assertThat(counters.get(new Object[] {"commits"}).get("value")).isEqualTo(1L);
        assertThat(counters.get(new Object[] {"gaps"}).get("value")).isEqualTo(0L);
        Await.until("a heartbeat was answered", () -> roundTripMicros(first) > 0);

        first.close();
        assertThat(names("seen")).isEmpty();
    }

    private long roundTripMicros(Mesh mesh) {
        CompositeData peer = ((CompositeData[]) attribute(mesh, "Peers"))[0];
        assertThat((Boolean) peer.get("up")).isTrue();
        return (Long) peer.get("roundTripMicros");
    }

    private Object attribute(Mesh mesh, String attribute) {
        try {
            return server.getAttribute(name(mesh), attribute);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectName name(Mesh mesh) throws MalformedObjectNameException {
        return new ObjectName("dev.muster:type=Mesh,cluster=" + ObjectName.quote("test") + ",server="
                + ObjectName.quote("seen") + ",port=" + mesh.address().getPort());
    }

    private Set<ObjectName> names(String serverName) throws MalformedObjectNameException {
        return server.queryNames(
                new ObjectName("dev.muster:type=Mesh,server=" + ObjectName.quote(serverName) + ",*"), null);
    }
}
