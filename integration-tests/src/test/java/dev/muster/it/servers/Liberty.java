package dev.muster.it.servers;

import dev.muster.it.SharedPostgres;
import dev.muster.it.WarCopy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Open Liberty with the Web Profile. Its data sources want the driver outside the WAR. It complains about each value of its
 * own session cookie that it does not know, so ours has another name. MyFaces encrypts the state of views with a key that
 * it draws at each start unless it is given one.
 */
final class Liberty implements Product {

    private static final String CONFIGURATION = """
            <server>
              <featureManager>
                <feature>webProfile-10.0</feature>
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
              <basicRegistry id="users">
                <user name="anna" password="anna-7"/>
              </basicRegistry>
              <dataSource jndiName="jdbc/Shared">
                <jdbcDriver><library><file name="%s"/></library></jdbcDriver>
                <properties.postgresql URL="%s" user="%s" password="%s"/>
              </dataSource>
              <webApplication location="%s" contextRoot="%s">
                <application-bnd>
                  <security-role name="user"><user name="anna"/></security-role>
                </application-bnd>
              </webApplication>
            </server>
            """;

    private final Distribution distribution = Distribution.of("liberty");

    @Override
    public String title() {
        return "Open Liberty " + Distribution.version("liberty");
    }

    @Override
    public void adapt(WarCopy war, SharedPostgres database) {
        WebArchive.select(war, "jdbc/Shared", "muster.session.cookie=FIDELITY_STORED");
        war.edited(WarCopy.WEB, xml -> xml.replace("</web-app>", """
                  <context-param>
                    <param-name>org.apache.myfaces.SECRET</param-name>
                    <param-value>MDEyMzQ1Njc4OWFiY2RlZg==</param-value>
                  </context-param>
                  <context-param>
                    <param-name>org.apache.myfaces.MAC_SECRET</param-name>
                    <param-value>MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=</param-value>
                  </context-param>
                </web-app>
                """));
    }

    @Override
    public Launch prepare(Path home, Path war, int port, SharedPostgres database) throws IOException {
        var server = home.resolve("servers/fidelity");
        Distribution.write(
                server.resolve("server.xml"),
                CONFIGURATION.formatted(
                        port,
                        driver(),
                        database.url(),
                        database.user(),
                        database.password(),
                        WebArchive.NAME,
                        Server.CONTEXT));
        Distribution.write(server.resolve("jvm.options"), Distribution.HEAP + "\n" + Distribution.QUICK + "\n");
        Distribution.place(war, server.resolve("apps"));
        return new Launch(
                List.of("sh", distribution.path("bin/server"), "run", "fidelity"),
                Map.of("WLP_USER_DIR", home.toString(), "JAVA_HOME", System.getProperty("java.home")));
    }

    private static Path driver() {
        return Path.of(URI.create(org.postgresql.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }
}
