package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ids cannot be guessed or planted, and what must stay secret is in no log and no message. */
class SecretsTest {

    private static final String KEY = "c2VzYW1lc2VzYW1lc2VzYW1lc2VzYW1lc2VzYW1lMTI=";

    private final Cluster cluster = new Cluster().with("muster.session.encryption-keys", "one:" + KEY);
    private final Log log = new Log();
    private final Logger root = Logger.getLogger("");

    @BeforeEach
    void listen() {
        log.setLevel(Level.ALL);
        root.addHandler(log);
        Logger.getLogger("dev.muster.session").setLevel(Level.ALL);
    }

    @AfterEach
    void stop() throws Exception {
        root.removeHandler(log);
        Logger.getLogger("dev.muster.session").setLevel(null);
        cluster.close();
    }

    private TomcatNode started() throws Exception {
        return cluster.node()
                .on("/put", (rq, rs) -> rq.getSession().setAttribute(rq.getParameter("n"), rq.getParameter("v")))
                .on("/get", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute(rq.getParameter("n"))))
                .on("/look", (rq, rs) -> rs.getWriter().print(rq.getSession(false) == null ? "none" : "there"))
                .on("/rename", (rq, rs) -> rq.changeSessionId())
                .on("/bad", (rq, rs) -> rq.getSession().setAttribute("bad", new Object()))
                .on("/end", (rq, rs) -> rq.getSession().invalidate())
                .start();
    }

    @Test
    void everyLine_keepsIdsValuesAndKeysToItself() throws Exception {
        TomcatNode node = started();
        List<String> secrets = new ArrayList<>(List.of(KEY, "c2VzYW1l", "hunter2"));
        String cookie = TomcatNode.cookie(node.get("/put?n=password&v=hunter2"));
        secrets.add(id(cookie));
        String renamed = TomcatNode.cookie(node.get("/rename", cookie));
        secrets.add(id(renamed));
        node.get("/bad", renamed);
        node.get("/get?n=password", renamed.replace('a', 'b'));
        cluster.execute("update muster_session set payload = x'0101010101010101'");
        String other = TomcatNode.cookie(node.get("/put?n=password&v=hunter2"));
        secrets.add(id(other));
        node.get("/end", other);

        assertThat(log.lines).isNotEmpty();
        assertThat(log.lines).noneSatisfy(line -> assertThat(line).containsAnyOf(secrets.toArray(new String[0])));
    }

    @Test
    void errorPage_namesTheAttributeAndNotItsValue() throws Exception {
        TomcatNode node = started();
        String cookie = TomcatNode.cookie(node.get("/put?n=password&v=hunter2"));

        HttpResponse<String> bad = node.get("/bad", cookie);

        assertThat(bad.body()).contains("MUSTER-061").doesNotContain("hunter2", id(cookie), "c2VzYW1l");
    }

    @Test
    void payload_isEncryptedInTheTable() throws Exception {
        TomcatNode node = started();
        String cookie = TomcatNode.cookie(node.get("/put?n=password&v=hunter2"));

        assertThat(cluster.query("count(*)")).isEqualTo(1);
        assertThat(cluster.query("sum(position('68756e74657232' in lower(rawtohex(payload))))"))
                .isZero();
        assertThat(node.get("/get?n=password", cookie).body()).isEqualTo("hunter2");
    }

    /** 192 bits each: never the same, and no position of theirs is fixed. */
    @Test
    void ids_areLongAndAllDifferent() throws Exception {
        TomcatNode node = started();
        node.get("/put?n=a&v=b");
        Sessions sessions = Sessions.of(node.context().getServletContext());
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            ids.add(sessions.newId());
        }

        assertThat(ids).hasSize(20_000).allSatisfy(id -> assertThat(id).matches("[A-Za-z0-9_-]{32}"));
        for (int position = 0; position < 32; position++) {
            int at = position;
            assertThat(ids.stream().map(id -> id.charAt(at)).distinct()).hasSize(64);
        }
    }

    /** Session fixation: an id that a client brings is looked for and never given to it. */
    @Test
    void unknownId_isNeverAdopted() throws Exception {
        TomcatNode node = started();
        String planted = "JSESSIONID=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.node1";

        assertThat(node.get("/look", planted).body()).isEqualTo("none");
        String given = TomcatNode.cookie(node.get("/put?n=a&v=b", planted));

        assertThat(id(given)).isNotEqualTo(id(planted));
        assertThat(node.get("/look", planted).body()).isEqualTo("none");
        assertThat(node.get("/look", given).body()).isEqualTo("there");
    }

    /** An id that has ended, or was given up at a sign-in, is as good as one made up. */
    @Test
    void formerId_isNeverAdopted() throws Exception {
        TomcatNode node = started();
        String before = TomcatNode.cookie(node.get("/put?n=a&v=b"));
        String after = TomcatNode.cookie(node.get("/rename", before));

        assertThat(id(TomcatNode.cookie(node.get("/put?n=a&v=b", before)))).isNotEqualTo(id(before));
        node.get("/end", after);
        assertThat(node.get("/look", after).body()).isEqualTo("none");
        assertThat(id(TomcatNode.cookie(node.get("/put?n=a&v=b", after)))).isNotEqualTo(id(after));
    }

    private static String id(String cookie) {
        return cookie.substring(cookie.indexOf('=') + 1, cookie.lastIndexOf('.'));
    }

    private static final class Log extends Handler {

        private final List<String> lines = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord line) {
            if (line.getLoggerName() != null && line.getLoggerName().startsWith("dev.muster")) {
                StringBuilder text = new StringBuilder(line.getMessage());
                for (Throwable e = line.getThrown(); e != null; e = e.getCause()) {
                    text.append('\n').append(e);
                }
                lines.add(text.toString());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
