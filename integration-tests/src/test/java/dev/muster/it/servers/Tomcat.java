package dev.muster.it.servers;

import dev.muster.it.SharedPostgres;
import dev.muster.it.WarCopy;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tomcat 10.1; CDI and Faces come in the WAR, the data source in its context descriptor. */
final class Tomcat implements Product {

    private final Distribution distribution = Distribution.of("tomcat");

    @Override
    public String title() {
        return "Tomcat " + Distribution.version("tomcat") + " + Weld " + Distribution.version("weld");
    }

    @Override
    public void adapt(WarCopy war, SharedPostgres database) {
        WebArchive.addCdiAndFaces(war);
        WebArchive.select(war, "java:comp/env/jdbc/Shared");
        war.with("META-INF/context.xml", """
                <Context>
                  <Resource name="jdbc/Shared" type="javax.sql.DataSource" driverClassName="org.postgresql.Driver"
                            url="%s" username="%s" password="%s"/>
                </Context>
                """.formatted(database.url(), database.user(), database.password()));
    }

    @Override
    public Launch prepare(Path home, Path war, int port, SharedPostgres database) throws IOException {
        distribution.copy(home, List.of("conf"));
        Files.createDirectories(home.resolve("temp"));
        Distribution.write(home.resolve("conf/server.xml"), """
                <Server port="-1">
                  <GlobalNamingResources>
                    <Resource name="UserDatabase" auth="Container" type="org.apache.catalina.UserDatabase"
                              factory="org.apache.catalina.users.MemoryUserDatabaseFactory"
                              pathname="conf/tomcat-users.xml"/>
                  </GlobalNamingResources>
                  <Service name="Catalina">
                    <Connector port="%d" address="127.0.0.1"/>
                    <Engine name="Catalina" defaultHost="localhost">
                      <Realm className="org.apache.catalina.realm.UserDatabaseRealm" resourceName="UserDatabase"/>
                      <Host name="localhost" appBase="webapps"/>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(port));
        Distribution.write(home.resolve("conf/tomcat-users.xml"), """
                <tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">
                  <user username="anna" password="anna-7" roles="user"/>
                </tomcat-users>
                """);
        Distribution.place(war, home.resolve("webapps"));
        return new Launch(
                List.of(
                        Distribution.java(),
                        Distribution.HEAP,
                        Distribution.QUICK,
                        "-Dcatalina.home=" + distribution.root(),
                        "-Dcatalina.base=" + home,
                        "-Djava.io.tmpdir=" + home.resolve("temp"),
                        "-cp",
                        distribution.path("bin/bootstrap.jar")
                                + File.pathSeparator
                                + distribution.path("bin/tomcat-juli.jar"),
                        "org.apache.catalina.startup.Bootstrap",
                        "start"),
                Map.of());
    }
}
