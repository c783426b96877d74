package dev.muster.benchmarks;

import dev.muster.benchmarks.server.Jars;
import dev.muster.benchmarks.server.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.catalina.util.ServerInfo;

/** What a run ran on and with. */
final class Environment {

    private Environment() {}

    static Map<String, String> of(Postgres postgres) throws IOException, SQLException {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
        environment.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        environment.put("server", ServerInfo.getServerInfo());
        environment.put("database", "PostgreSQL " + postgres.text("show server_version"));
        environment.put("pool", Jars.named("HikariCP-"));
        environment.put("compared with", Jars.named("spring-session-jdbc-"));
        return environment;
    }

    static Map<String, String> ofJpa(Postgres postgres) throws IOException, SQLException {
        Map<String, String> environment = ofMachine(postgres);
        environment.put(
                "compared with",
                Jars.named("openjpa-") + ", " + Jars.named("eclipselink-") + ", " + Jars.named("jgroups-"));
        return environment;
    }

    static Map<String, String> ofMachine(Postgres postgres) throws IOException, SQLException {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
        environment.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        String fsync = postgres.text("show fsync");
        environment.put("database", "PostgreSQL " + postgres.text("show server_version") + ", fsync " + fsync);
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        environment.put("processes at work on the machine before the run", load + " (load average of a minute)");
        return environment;
    }

    private static String processor() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
