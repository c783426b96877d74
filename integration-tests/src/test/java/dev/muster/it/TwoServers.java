package dev.muster.it;

import dev.muster.it.clock.WrongClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two servers, started at the same moment, on one database: what most tests of the cluster share, because starting them
 * is what takes the time.
 *
 * <p>They run the rooms sample as it is, the OpenJPA sample with the drop-in, and the legacy sample with two
 * jars that keep its sessions. Their wall clocks are 29 hours apart and their time zones are different: nothing may depend
 * on either. A test that ends a server starts it again.
 */
final class TwoServers implements AutoCloseable {

    static final String BOARD = "/board";
    static final String SWITCHED = "/switched";

    private final SharedPostgres database;
    private final PayaraServer east;
    private final PayaraServer west;

    private TwoServers(SharedPostgres database, List<Path> wars) {
        this.database = database;
        east = launch("east", wars, WrongClock.by(Duration.ofHours(3)), "-Duser.timezone=Asia/Tokyo");
        west = launch("west", wars, WrongClock.by(Duration.ofHours(-26)), "-Duser.timezone=America/Lima");
    }

    private static TwoServers start() throws IOException, InterruptedException {
        var servers = new TwoServers(SharedPostgres.start(), wars());
        try {
            servers.east.awaitReady();
            servers.west.awaitReady();
        } catch (IllegalStateException e) {
            servers.close();
            throw e;
        }
        return servers;
    }

    private static List<Path> wars() throws IOException, InterruptedException {
        var folder = Path.of("target", "two-servers");
        var board = folder.resolve("board.war");
        MusterJar.dropIn("board.war", board, "java:app/jdbc/Board", "--parts", "jpa");
        var switched = WarCopy.of(MusterJar.application("legacy.war"))
                .withMuster("muster-api", "muster-session-store")
                .with(WarCopy.SETTINGS, "muster.datasource=java:app/jdbc/Legacy\n")
                .withAlternative("dev.muster.session.jdbc.JdbcSessionStore")
                .writeTo(folder.resolve("switched.war"));
        return List.of(MusterJar.application("rooms.war"), board, switched);
    }

    private PayaraServer launch(String name, List<Path> wars, String... jvm) {
        var setup = setup(name).jvm("-Xmx640m").jvm(jvm);
        wars.forEach(setup::war);
        return setup.launch();
    }

    /** A further server on the same database, without an application. */
    PayaraSetup setup(String name) {
        return LegacyShop.on(database, name)
                .properties(RoomsVisitor.settings(database))
                .properties(NoticeBoard.settings(database));
    }

    PayaraServer east() {
        return east;
    }

    PayaraServer west() {
        return west;
    }

    List<PayaraServer> both() {
        return List.of(east, west);
    }

    PayaraServer named(String name) {
        return both().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    PayaraServer other(PayaraServer server) {
        return server == east ? west : east;
    }

    SharedPostgres database() {
        return database;
    }

    /** The names of both, each under its own. */
    Map<String, PayaraServer> byName() {
        return Map.of(east.name(), east, west.name(), west);
    }

    @Override
    public void close() {
        east.close();
        west.close();
        database.close();
    }

    /** Hands them to the test classes that ask for them; they are started for the first and closed after the last. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == TwoServers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(TwoServers.class))
                    .getOrComputeIfAbsent("servers", key -> new Held(), Held.class)
                    .servers;
        }
    }

    private static final class Held implements AutoCloseable {

        private final TwoServers servers;

        Held() {
            try {
                servers = start();
            } catch (IOException e) {
                throw new IllegalStateException("The two servers cannot be started", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while starting two servers", e);
            }
        }

        @Override
        public void close() {
            servers.close();
        }
    }
}
