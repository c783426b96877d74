package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Switching on and off, and what is wrong with a configuration. */
class StartTest {

    private final Cluster cluster = new Cluster();

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void containerStore_leavesSessionsToTheContainer() throws Exception {
        cluster.with("muster.session.store", "container");
        TomcatNode node = cluster.node()
                .on(
                        "/begin",
                        (rq, rs) -> rs.getWriter()
                                .print(rq.getClass().getName() + rq.getSession().isNew()))
                .start();

        assertThat(node.get("/begin").body()).startsWith("org.apache.catalina.").endsWith("true");
        assertThat(node.containerSessions()).isEqualTo(1);
        assertThat(cluster.query("count(*)")).isZero();
        assertThat(ourThreads()).isZero();
    }

    @Test
    void undeployed_leavesNoThread() throws Exception {
        TomcatNode node = cluster.node().start();
        assertThat(ourThreads()).isPositive();

        node.context().stop();

        assertThat(ourThreads()).isZero();
    }

    @Test
    void unknownDataSource_failsTheDeployment() throws Exception {
        cluster.with("muster.datasource", "jdbc/Shopp");

        assertThat(logOf(() -> cluster.node().start().isAvailable())).contains("MUSTER-021", "jdbc/Shopp");
    }

    @Test
    void unknownStoreClass_failsTheDeployment() throws Exception {
        cluster.with("muster.session.store", "com.shop.Store");

        assertThat(logOf(() -> cluster.node().start().isAvailable())).contains("MUSTER-065", "com.shop.Store");
    }

    @Test
    void wrongKey_failsTheDeployment() throws Exception {
        cluster.with("muster.session.stor", "database");

        assertThat(logOf(() -> cluster.node().start().isAvailable())).contains("MUSTER-010", "muster.session.store");
    }

    private interface Start {
        boolean isAvailable() throws Exception;
    }

    /** What the server says about a start that fails: depending on where it fails, it logs or throws. */
    private static String logOf(Start start) throws Exception {
        Log log = new Log();
        Logger root = Logger.getLogger("");
        root.addHandler(log);
        try {
            assertThat(start.isAvailable()).isFalse();
        } catch (LifecycleException e) {
            log.add(e);
        } finally {
            root.removeHandler(log);
        }
        return log.text.toString();
    }

    private static final class Log extends Handler {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void publish(LogRecord line) {
            add(line.getThrown());
        }

        void add(Throwable thrown) {
            for (Throwable e = thrown; e != null; e = e.getCause()) {
                text.append(e.getMessage()).append('\n');
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static long ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("muster-session"))
                .count();
    }
}
