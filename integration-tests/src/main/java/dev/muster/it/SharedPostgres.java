package dev.muster.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.sql.DataSource;

/** A PostgreSQL of its own on a free loopback port, made for one run and gone with it. Thread-safe; its maker closes it. */
public final class SharedPostgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final EmbeddedPostgres postgres;

    private SharedPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts one with an empty database; takes one to four seconds. */
    public static SharedPostgres start() {
        try {
            return new SharedPostgres(EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("max_connections", "300")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
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
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }
}
