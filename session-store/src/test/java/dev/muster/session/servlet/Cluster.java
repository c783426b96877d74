package dev.muster.session.servlet;

import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.catalina.LifecycleException;

/** Servers that share a database, with the settings of their application. */
final class Cluster implements AutoCloseable {

    private final Database database;
    private final List<TomcatNode> nodes = new ArrayList<>();
    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "muster.session.store", "database",
            "muster.datasource", "jdbc/Shop",
            "muster.server.name", "node1"));

    Cluster() {
        this(TestDatabase.H2);
    }

    Cluster(TestDatabase kind) {
        database = kind.create();
        settings.forEach(System::setProperty);
        TestNaming.bind("jdbc/Shop", database.dataSource());
    }

    Cluster with(String key, String value) {
        settings.put(key, value);
        System.setProperty(key, value);
        return this;
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    /** What the nodes to come see of the database. */
    void bind(DataSource dataSource) {
        TestNaming.bind("jdbc/Shop", dataSource);
    }

    TomcatNode node() throws IOException {
        TomcatNode node = new TomcatNode();
        nodes.add(node);
        return node;
    }

    Database database() {
        return database;
    }

    /** A number that the database holds about the sessions, for example {@code count(*)}. */
    long query(String expression) {
        return database.run(connection -> {
            try (PreparedStatement statement =
                            connection.prepareStatement("select " + expression + " from muster_session");
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    void expireAll() {
        execute("update muster_session set expires_at = 1");
    }

    void execute(String sql) {
        database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void close() throws LifecycleException {
        for (TomcatNode node : nodes) {
            node.close();
        }
        settings.keySet().forEach(System::clearProperty);
    }
}
