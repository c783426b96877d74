package dev.muster.it;

import dev.muster.it.rooms.OtherLists;
import dev.muster.it.rooms.OwnLists;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One way to get the configuration wrong, and what the message has to say.
 *
 * @param name of the WAR, and so of its context path
 * @param title what is wrong, for people
 * @param found when the mistake comes to light
 * @param change what makes a good WAR wrong
 * @param says the code, the key, the value and what would be right
 */
record WrongConfiguration(String name, String title, Found found, UnaryOperator<WarCopy> change, List<String> says) {

    /** Payara Micro loads all applications before it starts the first. */
    enum Found {
        WHILE_LOADING,
        WHILE_STARTING
    }

    /** The cluster that has one server already when the wrong ones come. */
    static final String CLUSTER = """
            muster.cluster=good
            muster.mode=cluster
            muster.rooms=database
            muster.datasource=java:app/jdbc/Legacy
            muster.server.address=127.0.0.1
            """;

    static final String FIRST = CLUSTER + """
            muster.server.name=first
            muster.server.id=7
            muster.secret=the-secret-of-the-first
            """;

    /** What no log may ever say. */
    static final List<String> SECRETS = List.of("the-secret-of-the-first", "quite-another-secret");

    static List<WrongConfiguration> all() {
        return List.of(
                settings(
                        "unknown-key",
                        "unknown key",
                        Found.WHILE_LOADING,
                        "muster.sesion.store=database\n",
                        List.of("MUSTER-010", "muster.sesion.store", "'database'", "muster.session.store")),
                settings(
                        "bad-duration",
                        "bad duration",
                        Found.WHILE_LOADING,
                        "muster.session.expiry-interval=soon\n",
                        List.of("MUSTER-011", "muster.session.expiry-interval", "'soon'", "a duration from 1s to 1h")),
                settings(
                        "missing-data-source",
                        "missing data source",
                        Found.WHILE_STARTING,
                        "muster.mode=cluster\n",
                        List.of("MUSTER-020", "muster.datasource is not set", "java:app/jdbc/Shop")),
                settings(
                        "unknown-data-source",
                        "unknown data source",
                        Found.WHILE_STARTING,
                        "muster.mode=cluster\nmuster.datasource=java:app/jdbc/Legasy\n",
                        List.of("MUSTER-021", "muster.datasource", "'java:app/jdbc/Legasy'", "java:app/jdbc/Legacy")),
                settings(
                        "default-data-source",
                        "per-instance default data source",
                        Found.WHILE_STARTING,
                        "muster.mode=cluster\nmuster.datasource=java:comp/DefaultDataSource\n",
                        List.of("MUSTER-012", "muster.datasource", "'java:comp/DefaultDataSource'", "java:app/jdbc/")),
                settings(
                        "short-lease",
                        "lease shorter than its renewal",
                        Found.WHILE_LOADING,
                        CLUSTER + "muster.lease.duration=1s\nmuster.lease.renewal=2s\n",
                        List.of("MUSTER-014", "muster.lease.duration", "1s", "muster.lease.renewal", "2s")),
                settings(
                        "duplicate-id",
                        "duplicate server id",
                        Found.WHILE_STARTING,
                        CLUSTER
                                + "muster.server.name=second\nmuster.server.id=7\nmuster.secret=the-secret-of-the-first\n",
                        List.of("MUSTER-031", "server id 7", "'first'", "muster.server.id", "Remove the setting")),
                settings(
                        "other-secret",
                        "secret mismatch",
                        Found.WHILE_STARTING,
                        CLUSTER + "muster.server.name=second\nmuster.secret=quite-another-secret\n",
                        List.of("MUSTER-030", "'good'", "secret", "muster.secret")),
                new WrongConfiguration(
                        "no-such-alternative",
                        "alternatives class missing",
                        Found.WHILE_LOADING,
                        war -> war.with(WarCopy.SETTINGS, "muster.datasource=java:app/jdbc/Legacy\n")
                                .withAlternative("dev.muster.session.jdbc.JdbcSessionStor"),
                        List.of(
                                "MUSTER-013",
                                "'dev.muster.session.jdbc.JdbcSessionStor'",
                                "dev.muster.session.jdbc.JdbcSessionStore")),
                new WrongConfiguration(
                        "cut-off",
                        "filter cut off by absolute-ordering",
                        Found.WHILE_LOADING,
                        war -> war.with(WarCopy.SETTINGS, CLUSTER)
                                .edited(
                                        WarCopy.WEB,
                                        xml -> xml.replace(
                                                "</display-name>",
                                                "</display-name>\n  <absolute-ordering><name>faces</name></absolute-ordering>")),
                        List.of("MUSTER-015", "<absolute-ordering>", "<name>", "before <others/>")),
                new WrongConfiguration(
                        "two-policies",
                        "two placement policies",
                        Found.WHILE_LOADING,
                        war -> war.with(WarCopy.SETTINGS, CLUSTER)
                                .with(OwnLists.class)
                                .with(OtherLists.class),
                        List.of(
                                "MUSTER-170",
                                OtherLists.class.getName() + ", " + OwnLists.class.getName(),
                                "only one")));
    }

    private static WrongConfiguration settings(
            String name, String title, Found found, String settings, List<String> says) {
        return new WrongConfiguration(name, title, found, war -> war.with(WarCopy.SETTINGS, settings), says);
    }

    boolean isMeantBy(String line) {
        return says.stream().allMatch(line::contains);
    }

    @Override
    public String toString() {
        return title;
    }
}
