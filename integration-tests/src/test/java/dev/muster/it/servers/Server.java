package dev.muster.it.servers;

import dev.muster.it.Await;
import dev.muster.it.Browser;
import dev.muster.it.OwnProcess;
import dev.muster.it.Ports;
import dev.muster.it.ServerLog;
import dev.muster.it.SharedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** One instance of a server product in a process of its own. Its starter closes it; its log stays. */
final class Server implements AutoCloseable {

    static final String CONTEXT = "/fidelity";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final Pattern REFUSED = Pattern.compile(
            "WFLYCTL0080|Failed startup of context|Exception while deploying the app|Exception while loading the app|CWWKZ0002E|startup failed due to previous errors");

    private final int port;
    private final ServerLog log;
    private final OwnProcess process;

    private Server(int port, ServerLog log, OwnProcess process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /** Starts the process and does not wait. */
    static Server launch(Product product, String name, Path war, SharedPostgres database) throws IOException {
        var home = Files.createTempDirectory(name + "-").toRealPath();
        var port = Ports.free();
        var launch = product.prepare(home, war.toRealPath(), port, database);
        var log = ServerLog.create(name);
        return new Server(port, log, OwnProcess.start(launch.command(), launch.environment(), home, log.file()));
    }

    /** Returns when the application answers. */
    void awaitReady() {
        Await.until(
                "the application answers, or its server gives up",
                START_LIMIT,
                () -> !process.isAlive() || isRefused() || answers());
        if (!process.isAlive() || isRefused()) {
            throw new IllegalStateException(
                    "The application did not start; the end of " + log.file() + "\n" + log.tail(60));
        }
    }

    /** Some servers stay up without their application. */
    private boolean isRefused() {
        return log.lines().stream().anyMatch(REFUSED.asPredicate());
    }

    private boolean answers() {
        return Browser.open().get(uri("/api/session")).status() == 200;
    }

    /** The address of a path in the application. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + CONTEXT + path);
    }

    URI socket(String path) {
        return URI.create("ws://127.0.0.1:" + port + CONTEXT + path);
    }

    ServerLog log() {
        return log;
    }

    /** Ends the process, and what it started, the hard way (SIGKILL). */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        kill();
    }
}
