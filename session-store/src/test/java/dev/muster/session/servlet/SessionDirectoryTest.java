package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.session.SessionDirectory;
import dev.muster.session.SessionInfo;
import dev.muster.session.SessionKey;
import dev.muster.session.SessionReport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions are found, ended and limited in the whole cluster. */
class SessionDirectoryTest {

    private static final List<String> ENDED = Collections.synchronizedList(new ArrayList<>());

    private final Cluster cluster = new Cluster().with("muster.session.principal-attribute", "user");
    private TomcatNode one;
    private TomcatNode two;

    @BeforeEach
    void start() throws Exception {
        ENDED.clear();
        one = node();
        two = node();
    }

    private TomcatNode node() throws Exception {
        TomcatNode node = cluster.node();
        node.context().addApplicationListener(Ended.class.getName());
        return node.on("/visit", (rq, rs) -> rq.getSession().setAttribute("visits", "1"))
                .on("/login", (rq, rs) -> rq.getSession().setAttribute("user", rq.getParameter("u")))
                .on("/logout", (rq, rs) -> rq.getSession().removeAttribute("user"))
                .on("/who", (rq, rs) -> rs.getWriter().print(who(rq)))
                .on(
                        "/find",
                        (rq, rs) -> rs.getWriter()
                                .print(directory().find(rq.getParameter("u")).size()))
                .on("/kill", (rq, rs) -> rs.getWriter().print(directory().kill(SessionKey.of(rq.getParameter("id")))))
                .on("/killAll", (rq, rs) -> rs.getWriter().print(directory().killAll(rq.getParameter("u"))))
                .on("/big", (rq, rs) -> rq.getSession().setAttribute("film", new byte[100_000]))
                .on(
                        "/report",
                        (rq, rs) -> rs.getWriter().print(shown(directory().report(1))));
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void signedInByTheApplicationsOwnLogin_areFoundOnEveryServer() throws Exception {
        begin();
        login(one, "ada");
        String second = login(two, "ada");
        login(one, "grace");

        assertThat(two.get("/find?u=ada").body()).isEqualTo("2");

        one.get("/logout", second);
        assertThat(two.get("/find?u=ada").body()).isEqualTo("1");
    }

    @Test
    void killed_isGoneOnEveryServerAndHeardOnceWithItsAttributes() throws Exception {
        begin();
        String ada = login(one, "ada");
        two.get("/visit", ada);
        one.get("/visit", ada);

        assertThat(two.get("/kill?id=" + id(ada)).body()).isEqualTo("true");

        assertThat(one.get("/who", ada).body()).isEqualTo("none");
        assertThat(two.get("/who", ada).body()).isEqualTo("none");
        assertThat(one.get("/kill?id=" + id(ada)).body()).isEqualTo("false");
        assertThat(ENDED).containsExactly("ada");
    }

    @Test
    void killedByTwoServersAtOnce_isHeardOnce() throws Exception {
        begin();
        for (int round = 0; round < 20; round++) {
            String ada = login(one, "ada");
            two.get("/who", ada);
            CyclicBarrier together = new CyclicBarrier(2);

            assertThat(List.of(kill(one, ada, together), kill(two, ada, together)).stream()
                            .map(CompletableFuture::join))
                    .containsExactlyInAnyOrder("true", "false");
        }
        assertThat(ENDED).hasSize(20);
    }

    private static CompletableFuture<String> kill(TomcatNode node, String cookie, CyclicBarrier together) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                together.await(10, TimeUnit.SECONDS);
                return node.get("/kill?id=" + id(cookie)).body();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void allOfAPrincipal_areEndedAndNobodyElses() throws Exception {
        begin();
        String first = login(one, "ada");
        String second = login(two, "ada");
        String other = login(two, "grace");

        assertThat(one.get("/killAll?u=ada").body()).isEqualTo("2");

        assertThat(two.get("/who", first).body()).isEqualTo("none");
        assertThat(two.get("/who", second).body()).isEqualTo("none");
        assertThat(one.get("/who", other).body()).isEqualTo("grace");
        assertThat(ENDED).containsExactly("ada", "ada");
    }

    @Test
    void beyondTheLimit_theOldestSignInEnds() throws Exception {
        cluster.with("muster.session.limit", "2");
        begin();
        String early = TomcatNode.cookie(one.get("/visit"));
        String first = login(one, "ada");
        String second = login(two, "ada");
        String other = login(two, "grace");

        // The session is older than the others, the sign-in is not.
        one.get("/login?u=ada", early);

        assertThat(two.get("/who", first).body()).isEqualTo("none");
        assertThat(one.get("/who", second).body()).isEqualTo("ada");
        assertThat(two.get("/who", early).body()).isEqualTo("ada");
        assertThat(one.get("/who", other).body()).isEqualTo("grace");
        assertThat(ENDED).containsExactly("ada");
    }

    @Test
    void signInsOnTwoServersAtOnce_leaveAsManyAsTheLimit() throws Exception {
        cluster.with("muster.session.limit", "3");
        begin();
        for (int round = 0; round < 10; round++) {
            String principal = "ada" + round;
            CyclicBarrier together = new CyclicBarrier(8);

            List<CompletableFuture<String>> logins = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    together.await(10, TimeUnit.SECONDS);
                                    return (i % 2 == 0 ? one : two)
                                            .get("/login?u=" + principal)
                                            .body();
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            },
                            task -> new Thread(task).start()))
                    .toList();
            logins.forEach(CompletableFuture::join);

            assertThat(one.get("/find?u=" + principal).body()).isEqualTo("3");
        }
        assertThat(ENDED).hasSize(50);
    }

    @Test
    void report_showsWhatTakesTheRoom() throws Exception {
        begin();
        login(one, "ada");
        String big = login(two, "grace");
        two.get("/big", big);

        assertThat(one.get("/report").body()).matches("2 sessions, 10\\d{4} bytes; grace film=100\\d{3} user=\\d+");
    }

    @Test
    void containersOwnSessions_saySoWhenTheyAreLookedFor() {
        assertThatThrownBy(StoredSessionDirectory::current)
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("MUSTER-106");
    }

    private void begin() throws Exception {
        one.start();
        two.start();
    }

    private static String login(TomcatNode node, String user) throws Exception {
        return TomcatNode.cookie(node.get("/login?u=" + user));
    }

    private static String id(String cookie) {
        return cookie.substring(cookie.indexOf('=') + 1, cookie.lastIndexOf('.'));
    }

    private static String who(HttpServletRequest request) {
        return request.getSession(false) == null
                ? "none"
                : String.valueOf(request.getSession().getAttribute("user"));
    }

    private static SessionDirectory directory() {
        return StoredSessionDirectory.current();
    }

    private static String shown(SessionReport report) {
        SessionReport.Large large = report.largest().get(0);
        SessionInfo session = large.session();
        StringBuilder text = new StringBuilder()
                .append(report.sessions())
                .append(" sessions, ")
                .append(report.bytes())
                .append(" bytes; ")
                .append(session.principal());
        large.attributes()
                .forEach((name, bytes) ->
                        text.append(' ').append(name).append('=').append(bytes));
        return text.toString();
    }

    /** Writes down who was signed in. */
    public static final class Ended implements HttpSessionListener {

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            ENDED.add(String.valueOf(event.getSession().getAttribute("user")));
        }
    }
}
