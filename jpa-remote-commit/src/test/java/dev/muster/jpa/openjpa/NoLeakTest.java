package dev.muster.jpa.openjpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.Await;
import dev.muster.jpa.internal.unit.Units;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.openjpa.persistence.JPAFacadeHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that is started and stopped again and again leaves nothing. */
@Timeout(120)
class NoLeakTest {

    private static final int ROUNDS = 10;

    @Test
    void factoriesWithAMeshOfTheirOwn_leaveNothing() throws Exception {
        int port = freePort();
        leavesNothing("muster(Addresses=127.0.0.1:" + port + ", Port=" + port + ")");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void factoriesOfABoundMesh_leaveNothing() throws Exception {
        RecordingMesh mesh = new RecordingMesh();
        Units.here().bind(mesh);
        try {
            leavesNothing("muster");
        } finally {
            Units.here().unbind(mesh);
        }
    }

    private static void leavesNothing(String provider) throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<WeakReference<Object>> references = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            references.addAll(use(provider));
        }
        assertThat(references).hasSize(3 * ROUNDS);
        // OpenJPA itself keeps the last one until there is another.
        Await.until("no factory is left", () -> {
            System.gc();
            return references.subList(0, 3 * (ROUNDS - 1)).stream().allMatch(reference -> reference.get() == null);
        });
        Await.until("no thread is left", () -> threadsOfMeshes(before).isEmpty());
    }

    private static List<WeakReference<Object>> use(String provider) {
        Map<String, String> properties = Map.of(
                "openjpa.ConnectionURL", "jdbc:h2:mem:leak;DB_CLOSE_DELAY=-1",
                "openjpa.ConnectionDriverName", "org.h2.Driver",
                "openjpa.RemoteCommitProvider", provider);
        EntityManagerFactory factory = Persistence.createEntityManagerFactory("shop-openjpa", properties);
        EntityManager em = factory.createEntityManager();
        Object broker = JPAFacadeHelper.toBroker(em);
        em.createQuery("select p from Product p").getResultList();
        em.close();
        Object configuration = JPAFacadeHelper.toBrokerFactory(factory).getConfiguration();
        factory.close();
        return List.of(new WeakReference<>(factory), new WeakReference<>(configuration), new WeakReference<>(broker));
    }

    private static Set<String> threadsOfMeshes(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("muster"))
                .collect(Collectors.toSet());
    }
}
