package dev.muster.extension.node;

import dev.muster.sql.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which versions are at work. */
final class SoftwareVersion {

    private static final String OURS = "/META-INF/maven/dev.muster/muster-extension/pom.properties";
    private static final String UNKNOWN = "unknown";

    private SoftwareVersion() {}

    /** Of Muster, as its jar says. */
    static String read() {
        try (InputStream stream = SoftwareVersion.class.getResourceAsStream(OURS)) {
            Properties properties = new Properties();
            if (stream != null) {
                properties.load(stream);
            }
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the database, for example {@code PostgreSQL 17.11}. */
    static String of(Database database) {
        return database.run(connection -> {
            var metaData = connection.getMetaData();
            String version = metaData.getDatabaseProductVersion().replaceFirst("[^0-9.].*", "");
            return metaData.getDatabaseProductName() + " " + version;
        });
    }
}
