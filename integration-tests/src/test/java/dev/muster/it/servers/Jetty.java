package dev.muster.it.servers;

import dev.muster.it.SharedPostgres;
import dev.muster.it.WarCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Jetty 12 with Jakarta EE 10; CDI and Faces come in the WAR, data source and users in its descriptors for Jetty. */
final class Jetty implements Product {

    /** Their parser refuses a file without it; it is not fetched. */
    private static final String TYPE =
            "<!DOCTYPE Configure PUBLIC \"-//Jetty//Configure//EN\" \"http://eclipse.dev/jetty/configure_9_3.dtd\">\n";

    private final Distribution distribution = Distribution.of("jetty");

    @Override
    public String title() {
        return "Jetty " + Distribution.version("jetty") + " + Weld " + Distribution.version("weld");
    }

    @Override
    public void adapt(WarCopy war, SharedPostgres database) {
        WebArchive.addCdiAndFaces(war);
        WebArchive.select(war, "java:comp/env/jdbc/Shared");
        war.edited(WarCopy.WEB, xml -> xml.replace("</web-app>", """
                  <resource-ref>
                    <res-ref-name>jdbc/Shared</res-ref-name>
                    <res-type>javax.sql.DataSource</res-type>
                  </resource-ref>
                </web-app>
                """));
        war.with("WEB-INF/jetty-env.xml", TYPE + """
                <Configure id="application" class="org.eclipse.jetty.ee10.webapp.WebAppContext">
                  <New class="org.eclipse.jetty.plus.jndi.Resource">
                    <Arg><Ref refid="application"/></Arg>
                    <Arg>jdbc/Shared</Arg>
                    <Arg>
                      <New class="org.postgresql.ds.PGSimpleDataSource">
                        <Set name="url">%s</Set>
                        <Set name="user">%s</Set>
                        <Set name="password">%s</Set>
                      </New>
                    </Arg>
                  </New>
                </Configure>
                """.formatted(database.url(), database.user(), database.password()));
    }

    @Override
    public Launch prepare(Path home, Path war, int port, SharedPostgres database) throws IOException {
        Distribution.write(home.resolve("start.d/fidelity.ini"), """
                --module=server,http,ee10-deploy,ee10-annotations,ee10-plus,ee10-jsp,ee10-websocket-jakarta,ee10-cdi-decorate
                """);
        Distribution.place(war, home.resolve("webapps"));
        Distribution.write(
                home.resolve("webapps/fidelity.xml"),
                TYPE + """
                <Configure class="org.eclipse.jetty.ee10.webapp.WebAppContext">
                  <Set name="contextPath">%s</Set>
                  <Set name="war">%s</Set>
                  <Get name="securityHandler">
                    <Set name="loginService">
                      <New class="org.eclipse.jetty.security.HashLoginService">
                        <Set name="userStore">
                          <New class="org.eclipse.jetty.security.UserStore">
                            <Call name="addUser">
                              <Arg>anna</Arg>
                              <Arg>
                                <Call name="getCredential" class="org.eclipse.jetty.util.security.Credential">
                                  <Arg>anna-7</Arg>
                                </Call>
                              </Arg>
                              <Arg><Array type="String"><Item>user</Item></Array></Arg>
                            </Call>
                          </New>
                        </Set>
                      </New>
                    </Set>
                  </Get>
                </Configure>
                """.formatted(Server.CONTEXT, home.resolve("webapps").resolve(war.getFileName())));
        Files.createDirectories(home.resolve("temp"));
        return new Launch(
                List.of(
                        Distribution.java(),
                        Distribution.HEAP,
                        Distribution.QUICK,
                        "-Djava.io.tmpdir=" + home.resolve("temp"),
                        "-jar",
                        distribution.path("start.jar"),
                        "jetty.home=" + distribution.root(),
                        "jetty.base=" + home,
                        "jetty.http.host=127.0.0.1",
                        "jetty.http.port=" + port),
                Map.of());
    }
}
