package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Applications that come and go in a server that stays: nothing of theirs is left in it. */
class RedeployIT {

    private static final int TIMES = 10;
    private static final Duration SOON = Duration.ofSeconds(30);
    /** A class of which both applications have their own, with objects as long as its class loader is there. */
    private static final String PART_OF_EACH = " dev.muster.jpa.MeshMessage";

    /**
     * However often applications came and went: the JDK keeps the first that asked it for something later, and the last
     * that compared records; Payara's resizer keeps a pool that it has just looked at.
     */
    private static final int KEPT = 2;

    private static final Path FOLDER = Path.of("target", "redeploy");

    private final Browser browser = Browser.open();
    private final int commands = Ports.free();
    private final int boardPort = Ports.free();
    private final int shopPort = Ports.free();

    @Test
    void tenRedeploysOfBothProviders_leaveNeitherThreadNorClassLoaderNorPort() throws Exception {
        MusterJar.dropIn("legacy.war", FOLDER.resolve("shop.war"), "java:app/jdbc/Legacy", "--parts", "jpa");
        var options = "Addresses=127.0.0.1:" + boardPort + ", Port=" + boardPort + ", Bind=127.0.0.1, Secret="
                + TwoShops.SECRET;
        TwoShops.staticBoard(FOLDER.resolve("board.war"), options);
        try (var database = SharedPostgres.start();
                var server = LegacyShop.on(database, "again")
                        .properties(NoticeBoard.settings(database))
                        .property("muster.mesh.port", Integer.toString(shopPort))
                        .property(Redeployer.PORT_PROPERTY, Integer.toString(commands))
                        // What is held softly only is not held.
                        .jvm("-Xmx512m", "-XX:SoftRefLRUPolicyMSPerMB=0")
                        .launcher(Path.of("target", "test-classes"), Redeployer.class.getName())
                        .start()) {
            for (int time = 0; time < TIMES; time++) {
                deployUseAndUndeploy(server);
            }
            assertNothingIsLeft(server);
        }
    }

    private void deployUseAndUndeploy(PayaraServer server) {
        var applications = List.of(CachedTexts.stock("shop"), CachedTexts.board("board"));
        assertThat(command("/deploy?shop=" + FOLDER.resolve("shop.war").toAbsolutePath()))
                .isEqualTo("true");
        assertThat(command("/deploy?board=" + FOLDER.resolve("board.war").toAbsolutePath()))
                .isEqualTo("true");
        for (var texts : applications) {
            texts.change(server, 1, texts.text(server, 1) + "+");
            assertThat(texts.all(server).get(0)).isEqualTo(texts.text(server, 1));
        }
        var inside = new ServerInside(server);
        assertThat(inside.listeningPorts()).contains(shopPort, boardPort);
        assertThat(classLoaders(inside)).as("both have one").isGreaterThanOrEqualTo(2);
        command("/undeploy?shop=");
        command("/undeploy?board=");
        assertThat(inside.listeningPorts()).doesNotContain(shopPort, boardPort);
    }

    private void assertNothingIsLeft(PayaraServer server) {
        // The server lets go of an application when the next one comes.
        var other = MusterJar.application("fidelity.war").toAbsolutePath();
        assertThat(command("/deploy?fidelity=" + other)).isEqualTo("true");
        command("/undeploy?fidelity=");
        var inside = new ServerInside(server);
        Await.until(
                "threads gone", SOON, () -> inside.threadNames().stream().noneMatch(name -> name.startsWith("muster")));
        Await.value("class loaders gone", SOON, () -> classLoaders(inside), loaders -> loaders <= KEPT);
    }

    private static long classLoaders(ServerInside inside) {
        return inside.classesInUse().stream()
                .filter(line -> line.endsWith(PART_OF_EACH))
                .count();
    }

    private String command(String path) {
        return browser.post(URI.create("http://127.0.0.1:" + commands + path)).text();
    }
}
