package dev.muster.it.servers;

import dev.muster.it.MusterJar;
import dev.muster.it.SharedPostgres;
import dev.muster.it.WarCopy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The fidelity WAR with the session jar, as one product takes it. Stateless. */
final class WebArchive {

    static final String NAME = "fidelity.war";

    private static final Path LIBRARIES = Path.of("target", "cdi-and-faces");
    private static final String FRAGMENT = """
            <web-fragment xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <name>fidelity_fragment</name>
              <listener>
                <listener-class>com.example.fidelity.listener.FragmentListener</listener-class>
              </listener>
            </web-fragment>
            """;

    private WebArchive() {}

    static Path of(Product product, String name, SharedPostgres database) throws IOException {
        var war = WarCopy.of(MusterJar.application(NAME))
                .withMuster("muster-api", "muster-session-store")
                .with("WEB-INF/lib/fidelity-fragment.jar", fragment());
        product.adapt(war, database);
        return war.writeTo(Path.of("target", "wars", name, NAME));
    }

    /** Selects stored sessions; each product has names of its own for data sources. */
    static void select(WarCopy war, String dataSource, String... more) {
        var settings = """
                muster.session.store=database
                muster.session.expiry-interval=1s
                muster.datasource=%s
                """.formatted(dataSource);
        war.with(WarCopy.SETTINGS, settings + String.join("\n", more));
    }

    /** A data source as any Jakarta EE server takes it. */
    static void declareDataSource(WarCopy war, SharedPostgres database) {
        war.edited(
                WarCopy.WEB,
                xml -> xml.replace("</web-app>", """
                  <data-source>
                    <name>java:app/jdbc/Shared</name>
                    <class-name>org.postgresql.ds.PGSimpleDataSource</class-name>
                    <url>%s</url>
                    <user>%s</user>
                    <password>%s</password>
                  </data-source>
                </web-app>
                """.formatted(database.url(), database.user(), database.password())));
        select(war, "java:app/jdbc/Shared");
    }

    /** CDI and Faces, for servers that have neither. */
    static void addCdiAndFaces(WarCopy war) {
        try (var jars = Files.list(LIBRARIES)) {
            for (var jar : jars.toList()) {
                war.with("WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] fragment() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new ZipOutputStream(bytes)) {
            jar.putNextEntry(new ZipEntry("META-INF/web-fragment.xml"));
            jar.write(FRAGMENT.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
