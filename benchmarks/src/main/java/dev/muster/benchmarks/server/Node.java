package dev.muster.benchmarks.server;

import dev.muster.benchmarks.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** The process of one server: an embedded Tomcat with the application and a pool. It ends with its standard input. */
public final class Node {

    /** What it says, with its port, once it is ready. */
    static final String READY = "READY ";

    private Node() {}

    /**
     * Runs a server.
     *
     * @param arguments the directory of the WAR, the server's name, the JDBC URL of the database, a directory for its files
     */
    public static void main(String[] arguments) throws Exception {
        try {
            start(arguments);
            waitForTheEnd();
        } finally {
            // Tomcat's threads would keep a server alive that did not start
            Runtime.getRuntime().halt(0);
        }
    }

    private static void start(String[] arguments) throws IOException, LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createDirectories(Path.of(arguments[3])).toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.getEngine().setJvmRoute(arguments[1]);
        tomcat.enableNaming();
        deploy(tomcat, arguments[0], arguments[2]);
        System.out.println(READY + tomcat.getConnector().getLocalPort());
    }

    private static void deploy(Tomcat tomcat, String war, String url) throws LifecycleException {
        tomcat.setAddDefaultWebXmlToWebapp(false);
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        Context context = tomcat.addWebapp(tomcat.getHost(), "/shop", war, config);
        if (context.getJarScanner() instanceof StandardJarScanner scanner) {
            scanner.setScanClassPath(false);
        }
        StandardManager inMemory = new StandardManager();
        inMemory.setPathname(null);
        context.setManager(inMemory);
        context.getNamingResources().addResource(pool(url));
        tomcat.start();
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("the application did not start");
        }
    }

    private static ContextResource pool(String url) {
        ContextResource pool = new ContextResource();
        pool.setName("jdbc/sessions");
        pool.setType("javax.sql.DataSource");
        pool.setProperty("factory", "com.zaxxer.hikari.HikariJNDIFactory");
        pool.setProperty("jdbcUrl", url);
        pool.setProperty("maximumPoolSize", Integer.toString(Plan.POOL));
        return pool;
    }

    @SuppressWarnings("StatementWithEmptyBody") // whatever comes is of no interest, only the end is
    private static void waitForTheEnd() throws IOException {
        while (System.in.read() >= 0) {}
    }
}
