package dev.muster.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.muster.it.SharedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Every scene on every server, two instances each on one database: {@code ./mvnw verify -Pservers}, or some of them with
 * {@code -Dservers=tomcat,jetty}. A run of all writes {@code docs/servers-tested.md}.
 */
class ServersTested {

    private static final Table TABLE = new Table();

    private static SharedPostgres database;

    @BeforeAll
    static void startDatabase() {
        database = SharedPostgres.start();
    }

    @AfterAll
    static void writeTable() throws IOException {
        database.close();
        TABLE.writeTo(Path.of("target", "servers-tested.md"));
        if (selection().isEmpty()) {
            TABLE.writeTo(Path.of("..", "docs", "servers-tested.md"));
        }
    }

    @TestFactory
    Stream<DynamicNode> servers() {
        return Arrays.stream(Tested.values())
                .filter(tested ->
                        selection().map(some -> some.contains(tested.key())).orElse(true))
                .map(tested -> dynamicContainer(tested.key(), Stream.of(tested).flatMap(ServersTested::scenes)));
    }

    private static Optional<List<String>> selection() {
        return Optional.ofNullable(System.getProperty("servers")).map(names -> List.of(names.split(",")));
    }

    private static Stream<DynamicNode> scenes(Tested tested) {
        var results = run(tested);
        TABLE.add(tested, results);
        return Arrays.stream(Scene.values())
                .map(scene -> dynamicTest(scene.title(), () -> check(tested, scene, results.get(scene))));
    }

    private static Map<Scene, Optional<Throwable>> run(Tested tested) {
        try {
            var product = tested.product();
            var war = WebArchive.of(product, tested.key(), database);
            try (var first = Server.launch(product, tested.key() + "-a", war, database);
                    var second = Server.launch(product, tested.key() + "-b", war, database)) {
                first.awaitReady();
                second.awaitReady();
                return play(first, second);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Scene, Optional<Throwable>> play(Server first, Server second) {
        var failures = new EnumMap<Scene, Throwable>(Scene.class);
        var rests = new EnumMap<Scene, Scene.Rest>(Scene.class);
        for (var scene : Scene.values()) {
            attempt(scene, failures, () -> rests.put(scene, scene.play(new Visitor(), first, second)));
        }
        first.kill();
        rests.forEach((scene, rest) -> attempt(scene, failures, () -> rest.play(second)));

        var results = new EnumMap<Scene, Optional<Throwable>>(Scene.class);
        for (var scene : Scene.values()) {
            results.put(scene, Optional.ofNullable(failures.get(scene)));
        }
        return results;
    }

    private static void attempt(Scene scene, Map<Scene, Throwable> failures, Part part) {
        try {
            part.play();
        } catch (Exception | AssertionError e) {
            failures.put(scene, e);
        }
    }

    private static void check(Tested tested, Scene scene, Optional<Throwable> failure) throws Throwable {
        var gap = tested.gap(scene);
        if (gap.isPresent()) {
            assertThat(failure).as("declared as impossible: %s", gap.get()).isPresent();
        } else if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private interface Part {
        void play() throws Exception;
    }
}
