package dev.muster.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The login sample with one of its ways to sign in, and a visitor of it. Passwords are names backwards: mona is a member,
 * nora is on the board too.
 */
enum MembersOnly {
    WEB_FORM("webform"),
    WEB_BASIC("webbasic"),
    FORM("form"),
    CUSTOM("custom"),
    MECHANISM("mechanism");

    private static final Path FOLDER = Path.of("target", "members-only");
    private static final String CLASSES = "WEB-INF/classes/com/example/login/";
    private static final String LOGIN_CONFIG = "(?s)<login-config>.*</login-config>";

    private final String name;

    MembersOnly(String name) {
        this.name = name;
    }

    /** The sample with this way to sign in, clustered by the command line. */
    private Path war(WarCopy sample) {
        Stream.of(FORM, CUSTOM, MECHANISM)
                .filter(other -> other != this)
                .forEach(other -> sample.without(CLASSES + other.name + "/"));
        if (this == WEB_BASIC) {
            sample.edited(WarCopy.WEB, xml -> xml.replace("<auth-method>FORM", "<auth-method>BASIC"));
        } else if (this != WEB_FORM) {
            sample.edited(WarCopy.WEB, xml -> xml.replaceAll(LOGIN_CONFIG, ""));
        }
        return sample.writeTo(FOLDER.resolve(name + ".war"));
    }

    /** A server with all of them, and with mona and nora in its file realm. */
    static PayaraSetup server(SharedPostgres database, String name) throws IOException, InterruptedException {
        var setup = PayaraServer.named(name)
                .property("login.database", database.address())
                .property("login.user", database.user())
                .property("login.password", database.password())
                .property("muster.server.name", name)
                .beforeBoot(user("mona", "member"))
                .beforeBoot(user("nora", "member:board"));
        var clustered = FOLDER.resolve("clustered").resolve("login.war");
        MusterJar.dropIn("login.war", clustered, "java:app/jdbc/Login", "--sessions-only");
        Arrays.stream(values()).forEach(way -> setup.war(way.war(WarCopy.of(clustered))));
        return setup;
    }

    private static String user(String name, String groups) throws IOException {
        var file = Files.createDirectories(FOLDER).resolve(name + ".password").toAbsolutePath();
        Files.writeString(file, "AS_ADMIN_USERPASSWORD=" + password(name) + "\n");
        return "create-file-user --groups " + groups + " --passwordfile " + file + " " + name;
    }

    static String password(String name) {
        return new StringBuilder(name).reverse().toString();
    }

    URI uri(PayaraServer server, String path) {
        return uri(server.port(), path);
    }

    private URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + "/" + name + path);
    }

    Answer get(Browser browser, int port, String path) {
        return browser.get(uri(port, path));
    }

    Answer get(Browser browser, PayaraServer server, String path) {
        return browser.get(uri(server, path));
    }

    String text(Browser browser, PayaraServer server, String path) {
        return get(browser, server, path).text();
    }

    /** Types name and password into the form and presses its button. */
    Answer signIn(Browser browser, PayaraServer server, String user) {
        return signIn(browser, server.port(), user, password(user));
    }

    Answer signIn(Browser browser, int port, String user, String password) {
        return this == CUSTOM
                ? browser.post(uri(port, "/counter"), Map.of("name", user, "password", password))
                : browser.post(uri(port, "/j_security_check"), Map.of("j_username", user, "j_password", password));
    }

    Answer withPassword(Browser browser, PayaraServer server, String path, String user) {
        var credentials =
                Base64.getEncoder().encodeToString((user + ":" + password(user)).getBytes(StandardCharsets.UTF_8));
        return browser.send(HttpRequest.newBuilder(uri(server, path)).header("Authorization", "Basic " + credentials));
    }
}
