package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many ways to get it wrong, each a WAR of its own on a real server: every one is refused, with a message that says what
 * would be right. What was said is written to {@code target/wrong-configurations.md}.
 */
class WrongConfigurationIT {

    private static final Path FOLDER = Path.of("target", "wrong");
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int COMMANDS = Ports.free();

    private static final Map<String, String> SAID = new ConcurrentHashMap<>();
    private static SharedPostgres database;
    private static PayaraServer good;
    private static PayaraServer refusing;

    @BeforeAll
    static void open() {
        database = SharedPostgres.start();
        good = LegacyShop.on(database, "good")
                .war(shop().with(WarCopy.SETTINGS, WrongConfiguration.FIRST).writeTo(FOLDER.resolve("good.war")))
                .launch();
        refusing = refusing(found(WrongConfiguration.Found.WHILE_LOADING));
        good.awaitReady();
        Await.until("it has tried all", START_LIMIT, () -> refusing.log().saysReady());
    }

    @AfterAll
    static void close() throws IOException {
        refusing.close();
        good.close();
        database.close();
        write();
    }

    @Test
    void whatIsWrongInItself_isRefusedWhileLoading() {
        found(WrongConfiguration.Found.WHILE_LOADING).forEach(WrongConfigurationIT::assertRefused);
    }

    static List<WrongConfiguration> foundWhileStarting() {
        return found(WrongConfiguration.Found.WHILE_STARTING);
    }

    @ParameterizedTest
    @MethodSource("foundWhileStarting")
    void whatIsWrongHere_isRefusedWhileStarting(WrongConfiguration it) {
        var deploy = "http://127.0.0.1:" + COMMANDS + "/deploy?" + it.name() + "=" + write(it);
        Await.value(
                "the server takes commands", START_LIMIT, () -> Browser.open().post(URI.create(deploy)), any -> true);
        assertRefused(it);
        assertThat(new LegacyShop(Browser.open(), "/good").count(good))
                .as("the good server is not disturbed")
                .isEqualTo(1);
        assertThat(good.log().lines("MUSTER-035")).as("fenced").isEmpty();
    }

    /** A server that tries to deploy all of these when it starts, and others later. */
    private static PayaraServer refusing(List<WrongConfiguration> wrong) {
        var setup = LegacyShop.on(database, "refusing")
                .property(Redeployer.PORT_PROPERTY, Integer.toString(COMMANDS))
                .launcher(Redeployer.copiedTo(FOLDER.resolve("launcher")), Redeployer.class.getName());
        wrong.forEach(it -> setup.war(write(it)));
        return setup.launch();
    }

    private static Path write(WrongConfiguration it) {
        return it.change()
                .apply(shop())
                .writeTo(FOLDER.resolve(it.name() + ".war"))
                .toAbsolutePath();
    }

    private static void assertRefused(WrongConfiguration it) {
        var messages = refusing.log().lines(it.says().get(0));
        assertThat(messages).as("lines with " + it.says().get(0)).anyMatch(it::isMeantBy);
        assertThat(refusing.log().lines())
                .as("secrets")
                .noneMatch(line -> WrongConfiguration.SECRETS.stream().anyMatch(line::contains));
        assertThat(Browser.open()
                        .get(refusing.uri("/" + it.name() + "/api/session"))
                        .status())
                .as("status of the refused application")
                .isEqualTo(404);
        SAID.put(
                it.title(),
                messages.stream()
                        .filter(it::isMeantBy)
                        .map(line -> line.substring(line.indexOf("MUSTER-")).split(" -- MUSTER-", 2)[0])
                        .min(Comparator.comparing(String::length))
                        .orElseThrow());
    }

    private static WarCopy shop() {
        return WarCopy.of(MusterJar.application("legacy.war")).withMuster();
    }

    private static List<WrongConfiguration> found(WrongConfiguration.Found when) {
        return WrongConfiguration.all().stream()
                .filter(it -> it.found() == when)
                .toList();
    }

    private static void write() throws IOException {
        var rows = WrongConfiguration.all().stream()
                .map(it -> "| " + it.title() + " | "
                        + SAID.getOrDefault(it.title(), "–").replace("|", "\\|") + " |\n")
                .collect(Collectors.joining());
        Files.writeString(
                Path.of("target", "wrong-configurations.md"),
                "| what is wrong | what the deployment says |\n|---|---|\n" + rows);
    }
}
