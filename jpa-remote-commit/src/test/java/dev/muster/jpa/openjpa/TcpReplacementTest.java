package dev.muster.jpa.openjpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.Await;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.openjpa.event.TCPRemoteCommitProvider;
import org.apache.openjpa.persistence.JPAFacadeHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A line that was written for OpenJPA's own {@code tcp} provider. */
@Timeout(120)
class TcpReplacementTest {

    private static final Logger LOG = Logger.getLogger("dev.muster.jpa");

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private int port;

    @BeforeEach
    void start() throws Exception {
        LOG.addHandler(handler);
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(handler);
        System.clearProperty(MusterProductDerivation.REPLACE_TCP);
    }

    @Test
    void lineWithAnotherFirstWord_works() throws Exception {
        String line = line();
        try (EntityManagerFactory one = factory("muster" + line, Map.of());
                EntityManagerFactory two = factory("muster" + line, Map.of())) {
            commit(one, em -> em.persist(new Product(1, "old")));
            assertThat(nameOf(two)).isEqualTo("old");
            commit(one, em -> em.find(Product.class, 1L).rename("new"));
            Await.until("new name", () -> nameOf(two).equals("new"));
        }
        assertThat(logged)
                .filteredOn(message -> message.startsWith("MUSTER-123"))
                .hasSize(2)
                .first()
                .asString()
                .contains("[MaxActive, MaxIdle, MaxTotal, NumBroadcastThreads, RecoveryTimeMillis]");
    }

    @Test
    void propertyOfTheUnit_hasTheSameLineMeanMuster() {
        Map<String, String> replace = Map.of(MusterProductDerivation.REPLACE_TCP, "true");
        try (EntityManagerFactory factory = factory("tcp" + line(), replace)) {
            assertThat(providerOf(factory)).isInstanceOf(MusterRemoteCommitProvider.class);
        }
    }

    @Test
    void systemProperty_hasTheSameLineMeanMuster() {
        System.setProperty(MusterProductDerivation.REPLACE_TCP, "true");
        try (EntityManagerFactory factory = factory("tcp" + line(), Map.of())) {
            assertThat(providerOf(factory)).isInstanceOf(MusterRemoteCommitProvider.class);
        }
    }

    @Test
    void withoutIt_tcpIsOpenJpas() {
        try (EntityManagerFactory factory = factory("tcp(Port=" + port + ", NumBroadcastThreads=0)", Map.of())) {
            assertThat(providerOf(factory)).isInstanceOf(TCPRemoteCommitProvider.class);
            commit(factory, em -> em.persist(new Product(1, "as ever")));
            assertThat(factory.getCache().contains(Product.class, 1L)).isTrue();
        }
    }

    private String line() {
        return "(Port=" + port + ", Addresses=127.0.0.1:" + port + ";localhost:" + port
                + ", MaxActive=3, MaxTotal=3, MaxIdle=1, RecoveryTimeMillis=15000, NumBroadcastThreads=2)";
    }

    private EntityManagerFactory factory(String provider, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("openjpa.ConnectionURL", "jdbc:h2:mem:tcp" + port + ";DB_CLOSE_DELAY=-1");
        properties.put("openjpa.ConnectionDriverName", "org.h2.Driver");
        properties.put("openjpa.RemoteCommitProvider", provider);
        return Persistence.createEntityManagerFactory("shop-openjpa", properties);
    }

    private static Object providerOf(EntityManagerFactory factory) {
        try (EntityManager em = factory.createEntityManager()) {
            return JPAFacadeHelper.toBroker(em)
                    .getConfiguration()
                    .getRemoteCommitEventManager()
                    .getRemoteCommitProvider();
        }
    }

    private static String nameOf(EntityManagerFactory factory) {
        try (EntityManager em = factory.createEntityManager()) {
            return em.find(Product.class, 1L).name();
        }
    }

    private static void commit(EntityManagerFactory factory, Consumer<EntityManager> work) {
        try (EntityManager em = factory.createEntityManager()) {
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
        }
    }
}
