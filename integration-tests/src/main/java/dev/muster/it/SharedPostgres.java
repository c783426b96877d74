package dev.muster.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A PostgreSQL of its own on a free port, made for one run and gone with it. It listens on the loopback address, and on
 * others if asked to. Stopped, started and closed by its maker.
 */
public final class SharedPostgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final Path home;
    private final List<String> addresses;
    private EmbeddedPostgres postgres;

    private SharedPostgres(Path home, List<String> addresses) throws IOException {
        this.home = home;
        this.addresses = addresses;
        this.postgres = launch(Ports.free());
    }

    /** Starts one with an empty database; takes one to four seconds. */
    public static SharedPostgres start() {
        return start(List.of());
    }

    /** Starts one that trusts everybody in the networks (of 256 addresses) of these addresses of this machine too. */
    public static SharedPostgres start(List<String> addresses) {
        try {
            return new SharedPostgres(Files.createTempDirectory("muster-postgres-"), addresses);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    private EmbeddedPostgres launch(int port) throws IOException {
        var launched = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("max_connections", "300")
                .setDataDirectory(home.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", listenAddresses())
                .setPort(port)
                .start();
        if (!addresses.isEmpty()) {
            trustNeighbours(launched);
        }
        return launched;
    }

    private String listenAddresses() {
        return Stream.concat(Stream.of("127.0.0.1"), addresses.stream()).collect(Collectors.joining(","));
    }

    private void trustNeighbours(EmbeddedPostgres launched) throws IOException {
        var rules = addresses.stream().map(address -> "host all all " + address + "/24 trust\n");
        Files.writeString(
                home.resolve("data/pg_hba.conf"), rules.collect(Collectors.joining()), StandardOpenOption.APPEND);
        try (var connection = launched.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("PostgreSQL did not read its rules", e);
        }
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
            postgres = launch(postgres.getPort());
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
        return address("127.0.0.1");
    }

    /** The same at another of its addresses. */
    public String address(String host) {
        return host + ":" + postgres.getPort() + "/postgres";
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
