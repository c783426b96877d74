package dev.muster.extension.infinispan;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

/** A real Infinispan server as a process of its own, with TLS, a password, and one cache of texts. */
final class InfinispanServer implements AutoCloseable {

    static final String USER = "muster";
    static final String PASSWORD = "correct horse";

    private static final String STORE_PASSWORD = "changeit";
    private static final String CONFIGURATION = """
            <infinispan xmlns="urn:infinispan:config:16.0">
              <cache-container name="default" statistics="false">
                <local-cache name="muster-rooms">
                  <encoding media-type="text/plain"/>
                  <memory max-count="1000000"/>
                </local-cache>
              </cache-container>
              <server xmlns="urn:infinispan:server:16.0">
                <interfaces><interface name="loopback"><inet-address value="127.0.0.1"/></interface></interfaces>
                <socket-bindings default-interface="loopback" port-offset="0">
                  <socket-binding name="default" port="%d"/>
                </socket-bindings>
                <security><security-realms><security-realm name="default">
                  <server-identities><ssl>
                    <keystore path="server.p12" relative-to="infinispan.server.config.path" password="changeit"
                        alias="server"/>
                  </ssl></server-identities>
                  <properties-realm>
                    <user-properties path="users.properties" relative-to="infinispan.server.config.path"
                        plain-text="true"/>
                    <group-properties path="groups.properties" relative-to="infinispan.server.config.path"/>
                  </properties-realm>
                </security-realm></security-realms></security>
                <endpoints><endpoint socket-binding="default" security-realm="default">
                  <hotrod-connector/><rest-connector/>
                </endpoint></endpoints>
              </server>
            </infinispan>
            """;
    private static final String LOGGING = """
            <Configuration>
              <Appenders><Console name="out"><PatternLayout pattern="%d %p %c{1} %m%n"/></Console></Appenders>
              <Loggers><Root level="INFO"><AppenderRef ref="out"/></Root></Loggers>
            </Configuration>
            """;

    private final Path jars;
    private final Path root;
    private final int port;
    private Process process;

    private InfinispanServer(Path jars, Path root, int port) {
        this.jars = jars;
        this.root = root;
        this.port = port;
    }

    static InfinispanServer create() throws Exception {
        Path jars = Path.of("..", "integration-tests", "infinispan-server", "target", "server");
        Path root = Files.createTempDirectory(Path.of("target"), "infinispan-server")
                .toAbsolutePath();
        InfinispanServer server = new InfinispanServer(jars, root, freePort());
        server.configure();
        server.start();
        return server;
    }

    int port() {
        return port;
    }

    /** SHA-256 of the certificate that it shows. */
    String fingerprint() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(conf("server.p12"))) {
            store.load(file, STORE_PASSWORD.toCharArray());
        }
        return dev.muster.extension.security.ClusterTls.fingerprint((X509Certificate) store.getCertificate("server"));
    }

    void start() throws IOException {
        process = new ProcessBuilder(
                        java("java"),
                        "-Xmx256m",
                        "-cp",
                        jars + File.separator + "*",
                        "-Dinfinispan.server.home.path=" + root,
                        "org.infinispan.server.Bootstrap",
                        "-s",
                        root.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(root.resolve("out.log").toFile()))
                .start();
        Await.until("the Infinispan server listens; see " + root + "/out.log", this::listens);
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private void configure() throws Exception {
        for (String folder : List.of("conf", "data", "log", "lib")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(conf("infinispan.xml"), CONFIGURATION.formatted(port));
        Files.writeString(conf("log4j2.xml"), LOGGING);
        Files.writeString(conf("users.properties"), "#$REALM_NAME=default$\n" + USER + "=" + PASSWORD + "\n");
        Files.writeString(conf("groups.properties"), "");
        Process keytool = new ProcessBuilder(
                        java("keytool"),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=infinispan",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        STORE_PASSWORD,
                        "-keystore",
                        conf("server.p12").toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().transferTo(System.out);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
    }

    private Path conf(String file) {
        return root.resolve("conf").resolve(file);
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the Infinispan server has ended; see " + root + "/out.log");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(TestNode.LOOPBACK, port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, TestNode.LOOPBACK)) {
            return socket.getLocalPort();
        }
    }
}
