package dev.muster.it.rooms;

import dev.muster.it.MusterJar;
import dev.muster.it.PayaraServer;
import dev.muster.it.SharedPostgres;
import dev.muster.it.WarCopy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Three servers with an application that has rooms, a placement policy of its own and nothing else. Whoever starts them
 * closes them.
 */
final class MovesServers implements AutoCloseable {

    static final String CONTEXT = "/hall";

    /** A lease that a busy machine does not lose, and orders that are heard of soon. */
    private static final Map<String, String> PATIENCE =
            Map.of("muster.lease.duration", "9s", "muster.lease.renewal", "1s", "muster.rooms.stop-limit", "25s");

    private static final List<Class<?>> CLASSES =
            List.of(MovesServlet.class, Witness.class, OwnLists.class, Home.class);

    private static final String WEB = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <data-source>
                <name>java:app/jdbc/Rooms</name>
                <class-name>org.postgresql.ds.PGSimpleDataSource</class-name>
                <url>jdbc:postgresql://%s</url>
                <user>%s</user>
                <password>%s</password>
              </data-source>
            </web-app>
            """;

    private final SharedPostgres database = SharedPostgres.start();
    private final Map<String, PayaraServer> servers = new TreeMap<>();

    static MovesServers start() {
        var servers = new MovesServers();
        try {
            var war = servers.war();
            for (var name : List.of("east", "north", "south")) {
                servers.servers.put(
                        name,
                        PayaraServer.named(name).war(war).properties(PATIENCE).launch());
            }
            servers.servers.values().forEach(PayaraServer::awaitReady);
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private Path war() {
        var war = WarCopy.of(MusterJar.application("rooms.war"))
                .without("WEB-INF/classes/dev/")
                .without("WEB-INF/classes/META-INF/persistence.xml")
                .with(WarCopy.WEB, WEB.formatted(database.address(), database.user(), database.password()));
        CLASSES.forEach(war::with);
        return war.writeTo(Path.of("target", "moves", "hall.war"));
    }

    Desk at(String name) {
        return new Desk(servers.get(name));
    }

    @Override
    public void close() {
        servers.values().forEach(PayaraServer::close);
        database.close();
    }
}
