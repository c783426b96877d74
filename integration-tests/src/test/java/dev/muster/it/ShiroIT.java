package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.it.clock.WrongClock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Shiro sample on two servers, once with Shiro's native sessions and once with those of the servlet API. The clocks of
 * the servers are hours apart.
 */
class ShiroIT {

    private static final String NATIVE = "/lounge";
    private static final String SERVLET = "/lounge-servlet";

    private static SharedPostgres database;
    private static PayaraServer first;
    private static PayaraServer second;

    @BeforeAll
    static void start() throws Exception {
        var shipped = Path.of("target", "applications", "lounge.war");
        var servlet = WarCopy.of(shipped)
                .edited("WEB-INF/shiro.ini", ini -> ini.replaceAll("(?m)^(session|doorman|securityManager).*\\R", ""))
                .writeTo(Path.of("target", "shiro", "lounge-servlet.war"));
        database = SharedPostgres.start();
        first = launch("lounge-a", Duration.ofHours(-5), shipped, servlet);
        second = launch("lounge-b", Duration.ofHours(7), shipped, servlet);
        first.awaitReady();
        second.awaitReady();
        countWrites();
    }

    private static PayaraServer launch(String name, Duration clock, Path... wars) throws Exception {
        var setup = PayaraServer.named(name)
                .jvm(WrongClock.by(clock))
                .property("muster.server.name", name)
                .property("muster.session.expiry-interval", "1s")
                .property("lounge.database", database.address())
                .property("lounge.user", database.user())
                .property("lounge.password", database.password());
        Stream.of(wars).forEach(setup::war);
        return setup.launch();
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {NATIVE, SERVLET})
    void killedWhileSignedIn_isStillSignedInWithAllData(String context) {
        var anna = Lounge.signedIn(context, first);
        anna.write(first, "one");
        anna.write(first, "two");
        anna.visit(first);

        first.kill();

        assertThat(anna.get(second, "who")).isEqualTo("anna member");
        assertThat(anna.get(second, "bar")).isEqualTo("a drink for anna");
        anna.write(second, "three");
        assertThat(anna.get(second, "guestbook")).isEqualTo("one / two / three");
        assertThat(anna.visit(second)).isEqualTo(2);

        first.restart();
        assertThat(anna.get(first, "guestbook")).isEqualTo("one / two / three");
        assertThat(anna.visit(first)).isEqualTo(3);
    }

    @Test
    void manyChangesInOneRequest_areOneWrite() throws SQLException {
        var anna = Lounge.signedIn(NATIVE, first);
        anna.write(first, "here");
        forgetWrites();

        anna.post(first, "rearrange", Map.of());
        assertThat(writes()).containsExactly("UPDATE");

        anna.post(second, "rearrange", Map.of());
        assertThat(writes()).containsExactly("UPDATE", "UPDATE");
    }

    @Test
    void changeInsideAnObject_isOneWrite() throws SQLException {
        var anna = Lounge.signedIn(NATIVE, first);
        anna.write(first, "here");
        forgetWrites();

        anna.write(second, "there");

        assertThat(writes()).containsExactly("UPDATE");
    }

    @Test
    void readingRequest_isNoWrite() throws SQLException {
        var anna = Lounge.signedIn(NATIVE, first);
        forgetWrites();

        anna.get(first, "who");
        anna.get(second, "bar");

        assertThat(writes()).isEmpty();
    }

    @Test
    void firstSignIn_isOneWrite() throws SQLException {
        forgetWrites();

        Lounge.signedIn(NATIVE, first);

        assertThat(writes()).containsExactly("INSERT");
    }

    @Test
    void signedOutOnOneServer_isSignedOutOnBoth() {
        var anna = Lounge.signedIn(NATIVE, first);
        var session = anna.session(first);
        anna.visit(second);

        anna.post(second, "logout", Map.of());

        assertThat(anna.get(first, "who")).isEqualTo("nobody");
        assertThat(anna.status(first, "bar")).isEqualTo(403);
        assertThat(books(session)).containsExactly("start " + session, "stop " + session + " visits=1");
    }

    @Test
    void expired_isToldToShiroOnce() {
        var anna = Lounge.signedIn(NATIVE, first);
        var session = anna.session(second);
        anna.visit(second);
        anna.visit(first);
        anna.post(first, "patience", Map.of("millis", "1000"));

        Await.until(
                "the session has expired",
                Duration.ofSeconds(20),
                () -> books(session).size() > 1);

        assertThat(anna.get(first, "who")).isEqualTo("nobody");
        assertThat(books(session)).containsExactly("start " + session, "expire " + session + " visits=2");
    }

    @Test
    void row_showsWhoSignedInAndHidesTheId() throws SQLException {
        var anna = Lounge.signedIn(NATIVE, first);
        var session = anna.session(first);

        assertThat(strings("select principal from muster_session where cluster_name = 'lounge'"))
                .contains("anna");
        assertThat(strings("select id || encode(payload, 'escape') from muster_session"))
                .noneMatch(row -> row.contains(session));
    }

    @Test
    void figures_areSeenInMicroProfileMetrics() {
        var anna = Lounge.signedIn(NATIVE, first);
        anna.visit(first);

        var metrics = Browser.open().get(first.uri("/metrics")).body();

        assertThat(metrics).containsPattern("muster_session_created\\{.*cluster=\"lounge\".*\\} [1-9]");
    }

    private static List<String> books(String session) {
        var anyone = new Lounge(NATIVE);
        return Stream.of(first, second)
                .flatMap(server -> anyone.book(server, session).stream())
                .sorted((a, b) -> Boolean.compare(b.startsWith("start"), a.startsWith("start")))
                .toList();
    }

    private static void countWrites() throws SQLException {
        execute("create table lounge_writes (kind varchar(20))");
        execute("create function note_write() returns trigger language plpgsql as"
                + " $$ begin insert into lounge_writes values (tg_op); return null; end $$");
        execute("create trigger note after insert or update or delete on muster_session for each row"
                + " execute function note_write()");
    }

    private static void forgetWrites() throws SQLException {
        execute("delete from lounge_writes");
    }

    private static List<String> writes() throws SQLException {
        return strings("select kind from lounge_writes");
    }

    private static void execute(String sql) throws SQLException {
        new SharedTables(database).changeBehindTheirBacks(sql);
    }

    private static List<String> strings(String sql) throws SQLException {
        return new SharedTables(database).strings(sql);
    }
}
