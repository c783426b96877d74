package dev.muster.jpa.eclipselink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import dev.muster.jpa.internal.unit.Units;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.internal.jpa.EntityManagerFactoryImpl;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.sessions.coordination.RemoteCommandManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A unit of two units, each with a database of its own: one name on the wire. */
@Timeout(60)
class CompositeUnitTest {

    private final long run = System.nanoTime();
    private final RecordingExchange exchange = new RecordingExchange();
    private EntityManagerFactory factory;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException, SQLException {
        Units.here().bind(exchange);
        change("first", "create table ARTICLE (ID bigint primary key, NAME varchar(50))");
        change("second", "create table KEPTFULL (ID bigint primary key, STATE int)");
        factory = new PersistenceProvider().createContainerEntityManagerFactory(composite(jar()), Map.of());
    }

    @AfterEach
    void stop() {
        if (factory.isOpen()) {
            factory.close();
        }
        Units.here().unbind(exchange);
    }

    @Test
    void commitsOfAllMembers_areToldAndEvicted() throws SQLException {
        commit(em -> {
            em.persist(new Article(1, "one"));
            em.persist(new Kept.Full().id(1));
        });
        assertThat(exchange.told()).containsExactly("Article[] Full[]");
        commit(em -> {
            em.find(Article.class, 1L).rename("two");
            em.find(Kept.Full.class, 1L).state(20);
        });
        assertThat(exchange.told()).containsExactly("Article[[1]] Full[[1]]");
        assertThat(transport().stream().unit()).isEqualTo("composite");

        change("second", "update KEPTFULL set STATE = 30");
        CacheGuard guard = transport().stream().guard();
        assertThat((int) with(em -> em.find(Kept.Full.class, 1L).state()))
                .as("cached")
                .isEqualTo(20);
        guard.apply(new EvictionBuilder()
                .entity(Kept.Full.class.getName(), EntityKey.of(1L))
                .build());
        assertThat((int) with(em -> em.find(Kept.Full.class, 1L).state())).isEqualTo(30);
        guard.serveUntil(System.nanoTime() - 1);
        change("first", "update ARTICLE set NAME = 'three'");
        String name = with(em -> em.find(Article.class, 1L).name());
        assertThat(name).isEqualTo("three");
    }

    @Test
    void logout_disconnects() {
        commit(em -> em.persist(new Article(1, "one")));
        MusterTransport transport = transport();
        factory.close();
        assertThat(transport.stream()).isNull();
    }

    private MusterTransport transport() {
        var session = factory.unwrap(EntityManagerFactoryImpl.class).getSessionBroker();
        return (MusterTransport) ((RemoteCommandManager) session.getCommandManager()).getTransportManager();
    }

    /** The members are where EclipseLink looks for them: in a jar of the composite unit. */
    private URL jar() throws IOException {
        Path jar = directory.resolve("members.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("META-INF/persistence.xml"));
            String text = "<persistence xmlns='https://jakarta.ee/xml/ns/persistence' version='3.0'>"
                    + member("first", Article.class)
                    + member("second", Kept.class, Kept.Full.class)
                    + "</persistence>";
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return jar.toUri().toURL();
    }

    private String member(String name, Class<?>... types) {
        String classes = Stream.of(types)
                .map(type -> "<class>" + type.getName() + "</class>")
                .collect(Collectors.joining());
        return "<persistence-unit name='" + name + "' transaction-type='RESOURCE_LOCAL'>"
                + "<provider>org.eclipse.persistence.jpa.PersistenceProvider</provider>"
                + classes
                + "<exclude-unlisted-classes>true</exclude-unlisted-classes>"
                + "<shared-cache-mode>ALL</shared-cache-mode><properties>"
                + "<property name='eclipselink.composite-unit.member' value='true'/>"
                + "<property name='jakarta.persistence.jdbc.url' value='" + url(name) + "'/>"
                + "<property name='jakarta.persistence.jdbc.driver' value='org.h2.Driver'/>"
                + "</properties></persistence-unit>";
    }

    private String url(String member) {
        return "jdbc:h2:mem:" + member + run + ";DB_CLOSE_DELAY=-1";
    }

    private static PersistenceUnitInfo composite(URL jar) {
        Properties properties = new Properties();
        properties.put(PersistenceUnitProperties.COMPOSITE_UNIT, "true");
        properties.put(PersistenceUnitProperties.COORDINATION_PROTOCOL, MusterTransport.class.getName());
        properties.put(PersistenceUnitProperties.LOGGING_LEVEL, "WARNING");
        properties.put(PersistenceUnitProperties.WEAVING, "false");
        Map<String, Object> answers = Map.ofEntries(
                Map.entry("getPersistenceUnitName", "composite"),
                Map.entry("getPersistenceProviderClassName", PersistenceProvider.class.getName()),
                Map.entry("getTransactionType", PersistenceUnitTransactionType.RESOURCE_LOCAL),
                Map.entry("getMappingFileNames", List.of()),
                Map.entry("getManagedClassNames", List.of()),
                Map.entry("getJarFileUrls", List.of(jar)),
                Map.entry("getPersistenceUnitRootUrl", jar),
                Map.entry("excludeUnlistedClasses", true),
                Map.entry("getSharedCacheMode", SharedCacheMode.ALL),
                Map.entry("getValidationMode", ValidationMode.NONE),
                Map.entry("getPersistenceXMLSchemaVersion", "3.0"),
                Map.entry("getProperties", properties),
                Map.entry("getClassLoader", CompositeUnitTest.class.getClassLoader()),
                Map.entry("getNewTempClassLoader", CompositeUnitTest.class.getClassLoader()));
        return (PersistenceUnitInfo) Proxy.newProxyInstance(
                CompositeUnitTest.class.getClassLoader(),
                new Class<?>[] {PersistenceUnitInfo.class},
                (proxy, method, arguments) -> answers.get(method.getName()));
    }

    private void change(String member, String sql) throws SQLException {
        try (Connection peer = DriverManager.getConnection(url(member));
                Statement statement = peer.createStatement()) {
            statement.execute(sql);
        }
    }

    private <T> T with(Function<EntityManager, T> work) {
        EntityManager em = factory.createEntityManager();
        try {
            return work.apply(em);
        } finally {
            em.close();
        }
    }

    private void commit(Consumer<EntityManager> work) {
        with(em -> {
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
            return true;
        });
    }
}
