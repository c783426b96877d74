package dev.muster.jpa.openjpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.jpa.Await;
import dev.muster.jpa.Mesh;
import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.RemoteCommits;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the provider finds its mesh. What is told over it: {@link dev.muster.jpa.coherence}. */
@Timeout(120)
class MusterRemoteCommitProviderTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String database = "jdbc:h2:mem:openjpa" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    private EntityManagerFactory here;
    private EntityManagerFactory there;

    @BeforeEach
    void start() throws Exception {
        int[] ports = freePorts();
        String addresses = "Addresses=127.0.0.1:" + ports[0] + ";127.0.0.1:" + ports[1] + ", Secret=between us";
        here = factory("muster(" + addresses + ", MaxIdle=2, Port=" + ports[0] + ")");
        commit(here, em -> em.persist(new Product(100, "first")));
        there = factory(MusterRemoteCommitProvider.class.getName() + "(" + addresses + ", Port=" + ports[1] + ")");
        read(there, em -> em.find(Product.class, 100L));
        awaitConnected();
    }

    @AfterEach
    void stop() {
        there.close();
        here.close();
    }

    @Test
    void otherEntities_stayCached() throws Exception {
        commit(here, em -> {
            em.persist(new Product(1, "old"));
            em.persist(new Product(2, "other"));
        });
        assertThat(nameOf(there, 1)).isEqualTo("old");
        assertThat(nameOf(there, 2)).isEqualTo("other");

        commit(here, em -> em.find(Product.class, 1L).rename("new"));

        Await.until("new name", () -> nameOf(there, 1).equals("new"));
        assertThat(isCached(there, 2)).isTrue();
    }

    @Test
    void boundMesh_connectsUnitsThatNameNoAddresses() throws Exception {
        EntityManagerFactory plain = factory("muster");
        EntityManagerFactory twin = factory("muster(TransmitPersistedObjectIds=true)");
        try (Mesh mesh = Mesh.open(MeshConfig.builder("test", "a").ports(0, 0).build())) {
            nameOf(plain, 100);
            RemoteCommits.bind(mesh);
            nameOf(twin, 100);
            nameOf(plain, 100);

            commit(plain, em -> em.find(Product.class, 100L).rename("by plain"));
            Await.until("twin sees it", () -> nameOf(twin, 100).equals("by plain"));

            RemoteCommits.unbind(mesh);
            commit(plain, em -> em.find(Product.class, 100L).rename("unheard"));
        } finally {
            plain.close();
            twin.close();
        }
    }

    @Test
    void addressesBeyondLoopbackWithoutProtection_failTheStart() {
        EntityManagerFactory open = factory("muster(Addresses=192.0.2.1;192.0.2.2)");
        assertThatThrownBy(open::createEntityManager).hasStackTraceContaining("MUSTER-047 mesh: 192.0.2.1");
        open.close();
    }

    private void awaitConnected() throws InterruptedException {
        for (List<EntityManagerFactory> pair : List.of(List.of(here, there), List.of(there, here))) {
            AtomicInteger round = new AtomicInteger();
            Await.until("connected", () -> {
                String name = "connected " + round.incrementAndGet();
                commit(pair.get(0), em -> em.find(Product.class, 100L).rename(name));
                return nameOf(pair.get(1), 100).equals(name);
            });
        }
    }

    private EntityManagerFactory factory(String provider) {
        return Persistence.createEntityManagerFactory(
                "shop-openjpa",
                Map.of(
                        "openjpa.ConnectionURL",
                        database,
                        "openjpa.ConnectionDriverName",
                        "org.h2.Driver",
                        "openjpa.RemoteCommitProvider",
                        provider));
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0)) {
            return new int[] {one.getLocalPort(), two.getLocalPort()};
        }
    }

    private static String nameOf(EntityManagerFactory factory, long id) {
        return read(factory, em -> em.find(Product.class, id).name());
    }

    private static boolean isCached(EntityManagerFactory factory, long id) {
        return factory.getCache().contains(Product.class, id);
    }

    private static <T> T read(EntityManagerFactory factory, Function<EntityManager, T> work) {
        EntityManager em = factory.createEntityManager();
        try {
            return work.apply(em);
        } finally {
            em.close();
        }
    }

    private static void commit(EntityManagerFactory factory, Consumer<EntityManager> work) {
        EntityManager em = factory.createEntityManager();
        try {
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
        } finally {
            em.close();
        }
    }
}
