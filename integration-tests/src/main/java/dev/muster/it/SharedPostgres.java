package dev.muster.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;

/** A PostgreSQL of its own on a free loopback port, made for one run and gone with it. Stopped, started and closed by its maker. */
public final class SharedPostgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final Path home;
    private EmbeddedPostgres postgres;

    private SharedPostgres(Path home, EmbeddedPostgres postgres) {
        this.home = home;
        this.postgres = postgres;
    }

    /** Starts one with an empty database; takes one to four seconds. */
    public static SharedPostgres start() {
        try {
            var home = Files.createTempDirectory("muster-postgres-");
            return new SharedPostgres(home, launch(home, Ports.free()));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    private static EmbeddedPostgres launch(Path home, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("max_connections", "300")
                .setDataDirectory(home.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    /** Stops the server as an admin does: it breaks all connections, and refuses new ones. */
    public void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }

    /** Starts the stopped server again on the same port with what it has stored. */
    public void startAgain() {
        try {
            postgres = launch(home, postgres.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start again", e);
        }
    }

    /** For example {@code jdbc:postgresql://127.0.0.1:40123/postgres}. */
    public String url() {
        return "jdbc:postgresql://" + address();
    }

    /** For example {@code 127.0.0.1:40123/postgres}. */
    public String address() {
        return "127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    public String user() {
        return USER;
    }

    /** Any password is right: the server trusts the loopback address. */
    public String password() {
        return USER;
    }

    /** A data source on the same database for the test's own look at it. */
    public DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    @Override
    public void close() {
        stop();
        OwnProcess.delete(home);
    }
}
