package dev.muster.jpa.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.Await;
import dev.muster.jpa.openjpa.Product;
import dev.muster.jpa.openjpa.ProductInShop;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application with OpenJPA and one with EclipseLink: the same tables, other classes, other types of keys. */
@Timeout(120)
class CrossingTest {

    private final String database = "jdbc:h2:mem:crossing" + System.nanoTime() + ";DB_CLOSE_DELAY=-1";
    private EntityManagerFactory openJpa;
    private EntityManagerFactory eclipseLink;

    @BeforeEach
    void start() throws Exception {
        int[] ports = freePorts();
        String addresses = "127.0.0.1:" + ports[0] + ";127.0.0.1:" + ports[1];
        openJpa = Persistence.createEntityManagerFactory(
                "shop-openjpa",
                Map.of(
                        "openjpa.ConnectionURL",
                        database,
                        "openjpa.ConnectionDriverName",
                        "org.h2.Driver",
                        "openjpa.RemoteCommitProvider",
                        "muster(Addresses=\"" + addresses + "\", Port=" + ports[0] + ", Names=\""
                                + Product.class.getName() + "=product;"
                                + ProductInShop.class.getName() + "=productInShop\")"));
        commit(openJpa, em -> {
            em.persist(new Product(1, "first"));
            em.persist(new ProductInShop("north", 7, 10));
            em.persist(new ProductInShop("north", 8, 10));
        });
        eclipseLink = Persistence.createEntityManagerFactory(
                "shop-crossing",
                Map.of(
                        "jakarta.persistence.jdbc.url",
                        database,
                        "muster.jpa.addresses",
                        addresses,
                        "muster.jpa.port",
                        "" + ports[1],
                        "muster.jpa.unit",
                        "shop-openjpa",
                        "muster.jpa.names",
                        Ware.class.getName() + "=product;" + WareInShop.class.getName() + "=productInShop"));
        read(eclipseLink, em -> em.find(Ware.class, 1));
        awaitConnected();
    }

    @AfterEach
    void stop() {
        eclipseLink.close();
        openJpa.close();
    }

    @Test
    void plainKey_isUnderstoodBothWays() throws Exception {
        commit(openJpa, em -> em.persist(new Product(2, "other")));
        assertThat(wareName(2)).isEqualTo("other");
        commit(openJpa, em -> em.find(Product.class, 1L).rename("by OpenJPA"));
        Await.until("seen by EclipseLink", () -> wareName(1).equals("by OpenJPA"));
        assertThat(eclipseLink.getCache().contains(Ware.class, 2))
                .as("only this one")
                .isTrue();

        assertThat(productName(1)).isEqualTo("by OpenJPA");
        assertThat(productName(2)).isEqualTo("other");
        commit(eclipseLink, em -> em.find(Ware.class, 1).rename("by EclipseLink"));
        Await.until("seen by OpenJPA", () -> productName(1).equals("by EclipseLink"));
        assertThat(openJpa.getCache().contains(Product.class, 2L))
                .as("only this one")
                .isTrue();
    }

    @Test
    void compositeKey_isUnderstoodBothWays() throws Exception {
        WareInShop.Place place = new WareInShop.Place(7, "north");
        WareInShop.Place other = new WareInShop.Place(8, "north");
        ProductInShop.Key key = new ProductInShop.Key("north", 7);
        ProductInShop.Key otherKey = new ProductInShop.Key("north", 8);
        assertThat(wareAmount(place)).isEqualTo(10);
        assertThat(wareAmount(other)).isEqualTo(10);
        commit(openJpa, em -> em.find(ProductInShop.class, key).amount(11));
        Await.until("seen by EclipseLink", () -> wareAmount(place) == 11);
        assertThat(eclipseLink.getCache().contains(WareInShop.class, other)).isTrue();

        assertThat(productAmount(key)).isEqualTo(11);
        assertThat(productAmount(otherKey)).isEqualTo(10);
        commit(eclipseLink, em -> em.find(WareInShop.class, place).amount(12));
        Await.until("seen by OpenJPA", () -> productAmount(key) == 12);
        assertThat(openJpa.getCache().contains(ProductInShop.class, otherKey)).isTrue();
    }

    @Test
    void bulkStatements_areUnderstoodBothWays() throws Exception {
        commit(
                openJpa,
                em -> em.createQuery("update Product p set p.name = 'bulk'").executeUpdate());
        Await.until("seen by EclipseLink", () -> wareName(1).equals("bulk"));
        assertThat(productName(1)).isEqualTo("bulk");
        commit(
                eclipseLink,
                em -> em.createQuery("update Ware w set w.name = 'bulky'").executeUpdate());
        Await.until("seen by OpenJPA", () -> productName(1).equals("bulky"));
    }

    private void awaitConnected() throws InterruptedException {
        AtomicInteger round = new AtomicInteger();
        Await.until("EclipseLink hears OpenJPA", () -> {
            String name = "round " + round.incrementAndGet();
            commit(openJpa, em -> em.find(Product.class, 1L).rename(name));
            return wareName(1).equals(name);
        });
        Await.until("OpenJPA hears EclipseLink", () -> {
            String name = "round " + round.incrementAndGet();
            commit(eclipseLink, em -> em.find(Ware.class, 1).rename(name));
            return productName(1).equals(name);
        });
    }

    private String wareName(int id) {
        return read(eclipseLink, em -> em.find(Ware.class, id)).name();
    }

    private String productName(long id) {
        return read(openJpa, em -> em.find(Product.class, id)).name();
    }

    private int wareAmount(WareInShop.Place place) {
        return read(eclipseLink, em -> em.find(WareInShop.class, place)).amount();
    }

    private int productAmount(ProductInShop.Key key) {
        return read(openJpa, em -> em.find(ProductInShop.class, key)).amount();
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
        read(factory, em -> {
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
            return true;
        });
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0)) {
            return new int[] {one.getLocalPort(), two.getLocalPort()};
        }
    }
}
