package dev.muster.sql;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.config.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Finds the data source that {@code muster.datasource} names, and makes sure that it can be shared. */
public final class SharedDataSource {

    private static final System.Logger LOG = System.getLogger("dev.muster.sql");
    private static final String DEFAULT = "java:comp/DefaultDataSource";
    private static final List<String> CONTEXTS =
            List.of("java:app/jdbc", "java:module/jdbc", "java:global/jdbc", "java:comp/env/jdbc", "jdbc");

    private SharedDataSource() {}

    /**
     * Looks the data source up, from a thread of the application.
     *
     * @param neededBy what asks for it, for the message
     * @throws MusterException if none is named, the name is not bound, or it is a database of this server alone
     */
    public static DataSource lookup(Settings settings, String neededBy) {
        String name = settings.text(Setting.DATASOURCE)
                .orElseThrow(() -> new MusterException(SqlMessage.DATA_SOURCE_MISSING, neededBy));
        DataSource dataSource = lookup(name);
        refuseUnshared(name, dataSource);
        return dataSource;
    }

    @SuppressWarnings("BanJNDI") // the name is the administrator's, in the deployment's own configuration
    private static DataSource lookup(String name) {
        try {
            Object found = new InitialContext().lookup(name);
            if (found instanceof DataSource dataSource) {
                return dataSource;
            }
            throw new MusterException(
                    SqlMessage.DATA_SOURCE_UNKNOWN,
                    name,
                    "it is a " + found.getClass().getName(),
                    bound());
        } catch (NamingException e) {
            throw new MusterException(e, SqlMessage.DATA_SOURCE_UNKNOWN, name, reason(e), bound());
        }
    }

    /** Servers wrap the reason in an account of their whole naming environment. */
    private static String reason(NamingException e) {
        Throwable root = e.getRootCause() == null ? e : e.getRootCause();
        return String.valueOf(root.getMessage());
    }

    private static void refuseUnshared(String name, DataSource dataSource) {
        String url = url(dataSource);
        if (!isEmbedded(url)) {
            return;
        }
        if (name.equals(DEFAULT)) {
            throw new MusterException(SqlMessage.DATABASE_NOT_SHARED, name, product(url));
        }
        LOG.log(System.Logger.Level.WARNING, SqlMessage.DATABASE_EMBEDDED.text(name, product(url)));
    }

    private static String url(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return String.valueOf(connection.getMetaData().getURL());
        } catch (SQLException e) {
            throw new MusterException(e, SqlMessage.DATABASE_FAILED, e.getMessage());
        }
    }

    static boolean isEmbedded(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        boolean h2 =
                lower.startsWith("jdbc:h2:") && !lower.startsWith("jdbc:h2:tcp:") && !lower.startsWith("jdbc:h2:ssl:");
        boolean derby = lower.startsWith("jdbc:derby:") && !lower.startsWith("jdbc:derby://");
        boolean hsqldb = lower.startsWith("jdbc:hsqldb:") && !lower.startsWith("jdbc:hsqldb:hsql");
        return h2 || derby || hsqldb || lower.startsWith("jdbc:sqlite:");
    }

    private static String product(String url) {
        return url.split(":", 3)[1].toUpperCase(Locale.ROOT);
    }

    private static String bound() {
        List<String> names =
                CONTEXTS.stream().flatMap(SharedDataSource::list).sorted().toList();
        return names.isEmpty() ? "none that can be listed" : String.join(", ", names);
    }

    @SuppressWarnings("BanJNDI") // constant names of the platform
    private static Stream<String> list(String context) {
        List<String> names = new ArrayList<>();
        try {
            Collections.list(new InitialContext().list(context))
                    .forEach(pair -> names.add(qualified(context, pair.getName())));
        } catch (NamingException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot list {0}: {1}", context, e.getMessage());
        }
        return names.stream();
    }

    /** Some servers list names that are whole already. */
    private static String qualified(String context, String name) {
        return name.startsWith("java:") ? name : context + "/" + name;
    }
}
