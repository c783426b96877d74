package dev.muster.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.CommitExchange.Attachment;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class MeshTest {

    private final RecordingEvictor a = new RecordingEvictor();
    private final RecordingEvictor b = new RecordingEvictor();
    private final RecordingEvictor c = new RecordingEvictor();

    @ParameterizedTest
    @MethodSource("dev.muster.jpa.Securities#all")
    void commitOnOne_isEvictedOnAllOthersInOrder(MeshSecurity security) throws InterruptedException {
        try (TestMeshes meshes = new TestMeshes(security)) {
            Mesh first = meshes.open("a", 1, 1);
            Mesh second = meshes.open("b", 2, 1);
            Mesh third = meshes.open("c", 3, 1);
            Attachment fromA = attach(first, "shop", a);
            attach(second, "shop", b);
            attach(third, "shop", c);
            awaitSynced(first, second, third);

            for (int i = 0; i < 1000; i++) {
                fromA.publish(order((long) i), Delivery.ASYNC);
            }

            b.await("Order[[999]]");
            c.await("Order[[999]]");
            assertThat(b.calls()).filteredOn(call -> !call.equals("all")).hasSize(1000);
            assertThat(b.calls().indexOf("Order[[7]]")).isLessThan(b.calls().indexOf("Order[[8]]"));
            assertThat(a.calls()).containsOnly("all");
        }
    }

    @Test
    void keysOfAllKinds_arriveAsTheyWere() throws InterruptedException {
        try (TestMeshes meshes = new TestMeshes(MeshSecurity.loopbackOnly())) {
            Mesh first = meshes.open("a", 1, 1);
            Mesh second = meshes.open("b", 2, 1);
            Attachment fromA = attach(first, "shop", a);
            attach(second, "shop", b);
            awaitSynced(first, second);
            UUID uuid = UUID.randomUUID();

            fromA.publish(
                    new EvictionBuilder()
                            .entity("T", EntityKey.of("käse"))
                            .entity("T", EntityKey.of((short) -3))
                            .entity("T", EntityKey.of(uuid))
                            .entity("T", new EntityKey(List.of(1, 2L)))
                            .type("U")
                            .queriesOf("V")
                            .build(),
                    Delivery.ASYNC);

            b.await("V[]");
            assertThat(b.calls()).contains("U", "T[[käse], [-3], [" + uuid + "], [1, 2]]");
        }
    }

    @Test
    void twoUnits_areKeptApart() throws InterruptedException {
        try (TestMeshes meshes = new TestMeshes(MeshSecurity.loopbackOnly())) {
            Mesh first = meshes.open("a", 1, 1);
            Mesh second = meshes.open("b", 2, 1);
            Attachment shop = attach(first, "shop", a);
            attach(second, "shop", b);
            attach(second, "reports", c);
            awaitSynced(first, second);

            shop.publish(order(1L), Delivery.ASYNC);

            b.await("Order[[1]]");
            assertThat(c.calls()).containsOnly("all");
        }
    }

    @Test
    void twoFactoriesOfOneUnitOnOneServer_evictEachOther() throws InterruptedException {
        try (TestMeshes meshes = new TestMeshes(MeshSecurity.loopbackOnly())) {
            Mesh first = meshes.open("a", 1, 1);
            Attachment fromA = attach(first, "shop", a);
            attach(first, "shop", b);

            fromA.publish(order(1L), Delivery.ASYNC);

            b.await("Order[[1]]");
            assertThat(a.calls()).doesNotContain("Order[[1]]");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.muster.jpa.Securities#all")
    void peerThatLeavesInGoodOrder_losesNothingAndEmptiesNothing(MeshSecurity security) throws InterruptedException {
        RecordingListener events = new RecordingListener();
        try (TestMeshes meshes = new TestMeshes(security)) {
            Mesh first = meshes.open("a", 1, 1);
            Mesh second = meshes.open("b", 2, 1, builder -> builder.listener(events));
            Attachment fromA = attach(first, "shop", a);
            attach(second, "shop", b);
            awaitSynced(first, second);
            long flushes = b.flushes();

            for (int i = 0; i < 500; i++) {
                fromA.publish(order((long) i), Delivery.ASYNC);
            }
            first.close();

            events.await("down orderly 'a'");
            assertThat(b.calls()).contains("Order[[499]]");
            assertThat(b.flushes()).isEqualTo(flushes);
        }
    }

    @Test
    void restartedPeer_isLinkedAgainAndEmptiesTheCaches() throws InterruptedException {
        try (TestMeshes meshes = new TestMeshes(MeshSecurity.loopbackOnly())) {
            Mesh first = meshes.open("a", 1, 1);
            attach(first, "shop", a);
            Mesh second = meshes.open("b", 2, 1);
            attach(second, "shop", b);
            awaitSynced(first, second);
            long flushes = a.flushes();
            second.close();

            Mesh again = meshes.open("b", 2, 2);
            Attachment fromB = attach(again, "shop", c);
            Await.until("flush", () -> a.flushes() > flushes);
            fromB.publish(order(7L), Delivery.ASYNC);

            a.await("Order[[7]]");
            TestMeshes.awaitLinks(first, 1);
        }
    }

    @Test
    void closedMesh_leavesNoThread() throws InterruptedException {
        try (TestMeshes meshes = new TestMeshes(MeshSecurity.loopbackOnly())) {
            Mesh first = meshes.open("threads-a", 1, 1);
            Mesh second = meshes.open("threads-b", 2, 1);
            TestMeshes.awaitLinks(first, 1);
            TestMeshes.awaitLinks(second, 1);
            first.close();
            second.close();
            first.close();
            // One that has done its last may still be on its way out.
            Await.until(
                    "no thread is left", () -> threads("muster-mesh-threads-").isEmpty());
        }
    }

    @Test
    void otherCluster_isRefusedWithTheReason() throws InterruptedException {
        RecordingListener events = new RecordingListener();
        try (TestMeshes meshes = new TestMeshes(MeshSecurity.loopbackOnly())) {
            Mesh mine = meshes.open("a", 1, 1, builder -> builder.listener(events));
            MeshConfig foreign = MeshConfig.builder("other", "x")
                    .ports(0, 0)
                    .peers(() -> List.of(Peer.at(mine.address())))
                    .listener(events)
                    .build();
            try (Mesh other = Mesh.open(foreign)) {
                events.await("foreign 'x' it belongs to cluster 'other'");
                events.await("unreachable it belongs to cluster 'test'");
                assertThat(TestMeshes.up(other)).isZero();
            }
        }
    }

    @Test
    void addressesOnly_linkOnceAndNeverToThemselves() throws InterruptedException {
        try (TestMeshes none = new TestMeshes(MeshSecurity.loopbackOnly())) {
            List<Peer> peers = new java.util.concurrent.CopyOnWriteArrayList<>();
            Mesh first = none.open("a", 0, 1, builder -> builder.peers(() -> peers));
            Mesh second = none.open("b", 0, 1, builder -> builder.peers(() -> peers));
            peers.add(Peer.at(first.address()));
            peers.add(Peer.at(new InetSocketAddress("localhost", first.address().getPort())));
            peers.add(Peer.at(second.address()));

            TestMeshes.awaitLinks(first, 1);
            TestMeshes.awaitLinks(second, 1);
            assertThat(first.links().get(0).peer().name()).isEqualTo("b");
        }
    }

    @Test
    void portRange_givesEachMeshItsOwn() {
        try (Mesh first = Mesh.open(MeshConfig.builder("test", "a").ports(0, 0).build());
                Mesh second = Mesh.open(MeshConfig.builder("test", "b")
                        .ports(first.address().getPort(), first.address().getPort() + 50)
                        .build())) {
            assertThat(second.address().getPort()).isGreaterThan(first.address().getPort());
            assertThatThrownBy(() -> Mesh.open(MeshConfig.builder("test", "c")
                            .ports(first.address().getPort(), first.address().getPort())
                            .build()))
                    .isInstanceOf(MeshException.class)
                    .hasMessageStartingWith("MUSTER-046");
        }
    }

    @Test
    void plaintextBeyondLoopback_isRefused() throws Exception {
        MeshConfig config = MeshConfig.builder("test", "a")
                .bindAddress(InetAddress.getByName("0.0.0.0"))
                .build();
        assertThatThrownBy(() -> Mesh.open(config))
                .isInstanceOf(MeshException.class)
                .hasMessageStartingWith("MUSTER-047");
        assertThatThrownBy(() -> MeshConfig.builder("test", "a")
                        .staleness(Duration.ofMillis(1))
                        .build())
                .hasMessageStartingWith("MUSTER-053");
    }

    private static Attachment attach(Mesh mesh, String unit, RecordingEvictor evictor) {
        return ((CommitExchange) mesh).attach(unit, new CacheGuard(evictor));
    }

    /** Each link is up, and the positions of the streams, which empty the caches, have been exchanged. */
    private static void awaitSynced(Mesh... meshes) throws InterruptedException {
        for (Mesh mesh : meshes) {
            TestMeshes.awaitLinks(mesh, meshes.length - 1);
        }
        for (Mesh mesh : meshes) {
            List<RecordingEvictor> probes = new ArrayList<>();
            for (Mesh other : meshes) {
                if (other != mesh) {
                    RecordingEvictor probe = new RecordingEvictor();
                    probes.add(probe);
                    attach(other, "probe", probe);
                }
            }
            Attachment sender = attach(mesh, "probe", new RecordingEvictor());
            Await.until("probe through", () -> {
                sender.publish(order(-1L), Delivery.ASYNC);
                return probes.stream().allMatch(probe -> probe.calls().contains("Order[[-1]]"));
            });
        }
    }

    private static Eviction order(long id) {
        return new EvictionBuilder().entity("Order", EntityKey.of(id)).build();
    }

    static Set<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toSet());
    }
}
