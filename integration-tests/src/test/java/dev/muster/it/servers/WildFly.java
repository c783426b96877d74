package dev.muster.it.servers;

import dev.muster.it.Ports;
import dev.muster.it.SharedPostgres;
import dev.muster.it.WarCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** WildFly, standalone, with its default configuration. */
final class WildFly implements Product {

    private final Distribution distribution = Distribution.of("wildfly");

    @Override
    public String title() {
        return "WildFly " + Distribution.version("wildfly");
    }

    @Override
    public void adapt(WarCopy war, SharedPostgres database) {
        WebArchive.declareDataSource(war, database);
    }

    @Override
    public Launch prepare(Path home, Path war, int port, SharedPostgres database) throws IOException {
        distribution.copy(home, List.of("standalone/configuration"));
        var base = home.resolve("standalone");
        Distribution.write(
                base.resolve("configuration/application-users.properties"),
                "anna=" + Distribution.digest("anna:ApplicationRealm:anna-7"));
        Distribution.write(base.resolve("configuration/application-roles.properties"), "anna=user");
        Distribution.place(war, base.resolve("deployments"));
        return new Launch(
                List.of(
                        "sh",
                        distribution.path("bin/standalone.sh"),
                        "-c",
                        "standalone.xml",
                        "-b",
                        "127.0.0.1",
                        "-bmanagement",
                        "127.0.0.1",
                        "-Djboss.server.base.dir=" + base,
                        "-Djboss.http.port=" + port,
                        "-Djboss.https.port=" + Ports.free(),
                        "-Djboss.management.http.port=" + Ports.free(),
                        "-Djboss.management.https.port=" + Ports.free()),
                Map.of(
                        "JBOSS_HOME",
                        distribution.root().toString(),
                        "JAVA",
                        Distribution.java(),
                        "JAVA_OPTS",
                        Distribution.HEAP + " " + Distribution.QUICK + " -Djava.net.preferIPv4Stack=true"));
    }
}
