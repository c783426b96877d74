package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.session.SessionKey;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import dev.muster.session.codec.Bomb;
import dev.muster.session.codec.Gadgets;
import dev.muster.session.jdbc.JdbcSessionStore;
import dev.muster.session.metrics.SessionCounter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of attributes that a server cannot read, or cannot write. */
class QuarantineTest {

    private final Cluster cluster = new Cluster();

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    private TomcatNode started() throws Exception {
        return cluster.node()
                .on("/put", (rq, rs) -> rq.getSession().setAttribute(rq.getParameter("n"), rq.getParameter("v")))
                .on("/get", (rq, rs) -> rs.getWriter().print(rq.getSession().getAttribute(rq.getParameter("n"))))
                .on("/keep", (rq, rs) -> rq.getSession().setAttribute(rq.getParameter("n"), new Printer()))
                .start();
    }

    /** Whoever can write to the table tries each payload that is known: nothing happens, and the session goes on. */
    @Test
    void gadgetsInTheTable_doNothingAndAreCounted() throws Exception {
        TomcatNode node = started();
        String cookie = TomcatNode.cookie(node.get("/put?n=name&v=Ada"));
        Map<String, StoredAttribute> planted = new HashMap<>();
        Gadgets.all().keySet().forEach(name -> {
            String attribute = "g" + planted.size();
            planted.put(attribute, new StoredAttribute(attribute, "java", Gadgets.payload(name)));
        });
        plant(cookie, planted);
        int exploded = Bomb.exploded();

        for (String name : planted.keySet()) {
            assertThat(node.get("/get?n=" + name, cookie).body()).isEqualTo("null");
        }

        assertThat(Bomb.exploded()).isEqualTo(exploded);
        assertThat(node.get("/get?n=name", cookie).body()).isEqualTo("Ada");
        Sessions sessions = Sessions.of(node.context().getServletContext());
        assertThat(sessions.metrics().count(SessionCounter.REFUSED)).isEqualTo(planted.size());
        assertThat(sessions.metrics().count(SessionCounter.QUARANTINED)).isEqualTo(planted.size());
    }

    @Test
    void quarantined_isKeptForServersThatCanReadIt() throws Exception {
        TomcatNode node = started();
        String cookie = TomcatNode.cookie(node.get("/put?n=name&v=Ada"));
        StoredAttribute newer = new StoredAttribute("newer", "smoke", new byte[] {1, 2, 3});
        plant(cookie, Map.of("newer", newer));

        assertThat(node.get("/get?n=newer", cookie).body()).isEqualTo("null");
        node.get("/put?n=name&v=Grace", cookie);

        assertThat(stored(cookie).attributes()).containsEntry("newer", newer);
        assertThat(node.get("/get?n=name", cookie).body()).isEqualTo("Grace");
    }

    @Test
    void quarantinedThenSet_isReplaced() throws Exception {
        TomcatNode node = started();
        String cookie = TomcatNode.cookie(node.get("/put?n=name&v=Ada"));
        plant(cookie, Map.of("newer", new StoredAttribute("newer", "smoke", new byte[] {1, 2, 3})));

        node.get("/put?n=newer&v=mine", cookie);

        assertThat(node.get("/get?n=newer", cookie).body()).isEqualTo("mine");
        assertThat(stored(cookie).attributes().get("newer").codec()).isEqualTo("java");
    }

    @Test
    void notSerializableKeptLocal_livesOnItsServerAndNowhereElse() throws Exception {
        cluster.with("muster.session.not-serializable", "local");
        TomcatNode one = started();
        TomcatNode two = started();
        String cookie = TomcatNode.cookie(one.get("/put?n=name&v=Ada"));

        assertThat(one.get("/keep?n=printer", cookie).statusCode()).isEqualTo(200);

        assertThat(one.get("/get?n=printer", cookie).body()).isEqualTo("a printer");
        assertThat(two.get("/get?n=printer", cookie).body()).isEqualTo("null");
        two.get("/put?n=name&v=Grace", cookie);
        assertThat(one.get("/get?n=name", cookie).body()).isEqualTo("Grace");
        assertThat(one.get("/get?n=printer", cookie).body()).isEqualTo("a printer");
    }

    /** Other servers must not go on with the value that was replaced. */
    @Test
    void notSerializableInPlaceOfAStoredOne_removesThatForTheOthers() throws Exception {
        cluster.with("muster.session.not-serializable", "local");
        TomcatNode one = started();
        TomcatNode two = started();
        String cookie = TomcatNode.cookie(one.get("/put?n=printer&v=old"));

        one.get("/keep?n=printer", cookie);

        assertThat(two.get("/get?n=printer", cookie).body()).isEqualTo("null");
        assertThat(one.get("/get?n=printer", cookie).body()).isEqualTo("a printer");
        two.get("/put?n=printer&v=new", cookie);
        assertThat(one.get("/get?n=printer", cookie).body()).isEqualTo("new");
    }

    private void plant(String cookie, Map<String, StoredAttribute> attributes) {
        StoredSession before = stored(cookie);
        Map<String, StoredAttribute> all = new HashMap<>(before.attributes());
        all.putAll(attributes);
        assertThat(store().save(before, before.withAttributes(all))).isPresent();
    }

    private StoredSession stored(String cookie) {
        String id = cookie.substring(cookie.indexOf('=') + 1, cookie.lastIndexOf('.'));
        return store().load(SessionKey.of(id)).orElseThrow();
    }

    private JdbcSessionStore store() {
        return new JdbcSessionStore(cluster.database(), "shop", 8192);
    }

    private static final class Printer {
        @Override
        public String toString() {
            return "a printer";
        }
    }
}
