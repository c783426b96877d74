package dev.muster.jpa.eclipselink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.Await;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.tools.profiler.PerformanceMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is put into a session is taken out of it again. */
@Timeout(120)
class SessionHooksTest {

    @Test
    void closedFactories_leaveNoThreadAndNoSession() throws Exception {
        open().close();
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        List<WeakReference<Object>> sessions = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            EntityManagerFactory factory = open();
            sessions.add(new WeakReference<>(JpaHelper.getServerSession(factory)));
            factory.close();
        }
        Await.until(
                "no thread of ours",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .noneMatch(thread -> thread.getName().contains("muster")));
        Await.until("no session", () -> {
            System.gc();
            return sessions.stream().allMatch(session -> session.get() == null);
        });
    }

    @Test
    void logout_leavesTheSessionAsItWas() throws Exception {
        EntityManagerFactory factory = open(PersistenceUnitProperties.PROFILER, "PerformanceMonitor");
        AbstractSession session = (AbstractSession) JpaHelper.getServerSession(factory);
        assertThat(session.getProfiler()).isInstanceOf(LoadProfiler.class);
        assertThat(session.getIdentityMapAccessorInstance()).isInstanceOf(TellingCaches.class);

        factory.close();

        assertThat(session.getProfiler()).isInstanceOf(PerformanceMonitor.class);
        assertThat(session.getEventManager().getListeners()).noneMatch(SessionListener.class::isInstance);
        assertThat(session.getIdentityMapAccessorInstance()).isNotInstanceOf(TellingCaches.class);
        assertThat(session.getIdentityMapAccessorInstance().getIdentityMapManager())
                .isNotInstanceOf(GuardedMaps.class);
        assertThat(session.getDescriptors().values())
                .noneMatch(descriptor -> descriptor.getCacheInvalidationPolicy() instanceof FreshPolicy);
    }

    @Test
    void profilerOfTheApplication_goesOnToBeCalled() throws Exception {
        EntityManagerFactory factory = open(PersistenceUnitProperties.PROFILER, "PerformanceMonitor");
        AbstractSession session = (AbstractSession) JpaHelper.getServerSession(factory);
        PerformanceMonitor monitor = new PerformanceMonitor();
        monitor.setDumpTime(Long.MAX_VALUE);
        session.setProfiler(monitor);
        long before = reads(monitor);
        EntityManager em = factory.createEntityManager();
        em.createQuery("select a from Article a").getResultList();
        em.close();
        assertThat(reads(monitor)).isGreaterThan(before);
        factory.close();
    }

    private static long reads(PerformanceMonitor monitor) {
        return monitor.getOperationTimings().keySet().stream()
                .filter(name -> name.contains("ReadAllQuery"))
                .count();
    }

    private static EntityManagerFactory open(String... property) throws IOException {
        int port = freePort();
        String url = "jdbc:h2:mem:hooks" + System.nanoTime();
        String[] own = property.length == 0 ? new String[] {"muster.jpa.cluster", "hooks"} : property;
        EntityManagerFactory factory = Persistence.createEntityManagerFactory(
                "shop-eclipselink",
                Map.of(
                        PersistenceUnitProperties.SESSION_NAME,
                        url,
                        PersistenceUnitProperties.JDBC_URL,
                        url,
                        "muster.jpa.addresses",
                        "127.0.0.1:" + port,
                        "muster.jpa.port",
                        "" + port,
                        own[0],
                        own[1]));
        EntityManager em = factory.createEntityManager();
        em.getTransaction().begin();
        em.persist(new Article(1, "one"));
        em.getTransaction().commit();
        em.close();
        return factory;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
