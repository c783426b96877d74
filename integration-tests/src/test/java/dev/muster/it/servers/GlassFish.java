package dev.muster.it.servers;

import dev.muster.it.Ports;
import dev.muster.it.SharedPostgres;
import dev.muster.it.WarCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** GlassFish, its default domain on ports of its own. */
final class GlassFish implements Product {

    private static final String DOMAIN = "glassfish/domains/domain1";
    private static final Pattern ANY_PORT = Pattern.compile("(?<=\\bport=\")\\d+(?=\")");

    private final Distribution distribution = Distribution.of("glassfish");

    @Override
    public String title() {
        return "GlassFish " + Distribution.version("glassfish");
    }

    @Override
    public void adapt(WarCopy war, SharedPostgres database) {
        WebArchive.declareDataSource(war, database);
    }

    @Override
    public Launch prepare(Path home, Path war, int port, SharedPostgres database) throws IOException {
        distribution.copy(home, List.of(DOMAIN));
        var domain = home.resolve(DOMAIN);
        configure(domain.resolve("config/domain.xml"), port);
        Distribution.write(domain.resolve("config/keyfile"), "anna;{SSHA}" + Distribution.salted("anna-7") + ";user\n");
        Distribution.place(war, domain.resolve("autodeploy"));
        return new Launch(
                List.of(
                        "bash",
                        distribution.path("glassfish/bin/startserv"),
                        "--domaindir",
                        domain.getParent().toString(),
                        "domain1"),
                Map.of("AS_JAVA", System.getProperty("java.home"), "JAVA_HOME", System.getProperty("java.home")));
    }

    private static void configure(Path file, int port) throws IOException {
        var text = Files.readString(file)
                .replace("0.0.0.0", "127.0.0.1")
                .replace("<network-listener ", "<network-listener address=\"127.0.0.1\" ")
                .replace("<network-listener address=\"127.0.0.1\" address=", "<network-listener address=")
                .replace("port=\"8080\"", "port=\"" + port + "\"")
                .replace("value=\"7676\"", "value=\"" + Ports.free() + "\"")
                .replace("-Xmx512m", Distribution.HEAP)
                .replace("<security-service>", "<security-service activate-default-principal-to-role-mapping=\"true\">")
                .replace("org.apache.felix.shell.remote,", "");
        Files.writeString(
                file,
                ANY_PORT.matcher(text)
                        .replaceAll(found -> found.group().equals(Integer.toString(port))
                                ? found.group()
                                : Integer.toString(Ports.free())));
    }
}
