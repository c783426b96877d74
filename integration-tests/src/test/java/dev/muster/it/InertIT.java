package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shop with our jars in it and nothing configured: as before, and nothing of ours to be found. */
class InertIT extends LegacyAloneContract {

    private static SharedPostgres database;
    private static PayaraServer server;

    @BeforeAll
    static void open() {
        database = SharedPostgres.start();
        var war = WarCopy.of(MusterJar.application("legacy.war"))
                .withMuster()
                .writeTo(Path.of("target", "inert", "legacy.war"));
        server = LegacyShop.on(database, "inert").war(war).start();
    }

    @AfterAll
    static void close() {
        server.close();
        database.close();
    }

    @Override
    PayaraServer server() {
        return server;
    }

    @Override
    SharedPostgres database() {
        return database;
    }

    @Test
    void database_hasTheTablesOfTheApplicationOnly() throws Exception {
        var tables = new ArrayList<String>();
        try (var connection = database.dataSource().getConnection();
                var rows = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        assertThat(tables).containsExactly("product");
    }

    @Test
    void onlyTheServersOwnPort_isOpen() {
        assertThat(new ServerInside(server).listeningPorts()).containsExactly(server.port());
    }

    @Test
    void noThreadOfOurs_runs() {
        var inside = new ServerInside(server);
        assertThat(inside.threadNames())
                .hasSizeGreaterThan(10)
                .noneMatch(name -> List.of("muster", "infinispan", "jgroups", "mesh").stream()
                        .anyMatch(name.toLowerCase(Locale.ROOT)::contains));
        assertThat(inside.threadDump()).doesNotContain("dev.muster.");
    }

    @Test
    void infinispan_isNotEvenLoaded() {
        assertThat(new ServerInside(server).loadedClasses())
                .anyMatch(line -> line.contains("com.example.legacy.Catalogue"))
                .noneMatch(line -> line.contains("org.infinispan.") || line.contains("org.jgroups."));
    }

    @Test
    void log_saysNothingOfUs() {
        assertThat(server.log().lines("MUSTER-")).isEmpty();
    }
}
