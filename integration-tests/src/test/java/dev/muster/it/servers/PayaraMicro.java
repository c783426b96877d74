package dev.muster.it.servers;

import dev.muster.it.SharedPostgres;
import dev.muster.it.WarCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Payara Micro, as in the integration tests. */
final class PayaraMicro implements Product {

    private static final String BEFORE_BOOT = """
            set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1
            set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false
            """;

    @Override
    public String title() {
        return "Payara Micro " + Distribution.version("payara");
    }

    @Override
    public void adapt(WarCopy war, SharedPostgres database) {
        WebArchive.declareDataSource(war, database);
    }

    @Override
    public Launch prepare(Path home, Path war, int port, SharedPostgres database) throws IOException {
        Distribution.write(home.resolve("password"), "AS_ADMIN_USERPASSWORD=anna-7\n");
        Distribution.write(
                home.resolve("preboot"),
                BEFORE_BOOT + "create-file-user --groups user --passwordfile " + home.resolve("password") + " anna\n");
        return new Launch(
                List.of(
                        Distribution.java(),
                        Distribution.HEAP,
                        Distribution.QUICK,
                        "-jar",
                        Path.of("target", "payara-micro.jar").toAbsolutePath().toString(),
                        "--nocluster",
                        "--nohazelcast",
                        "--disablephonehome",
                        "--port",
                        Integer.toString(port),
                        "--rootdir",
                        home.resolve("root").toString(),
                        "--prebootcommandfile",
                        home.resolve("preboot").toString(),
                        "--deploy",
                        war.toString()),
                Map.of());
    }
}
