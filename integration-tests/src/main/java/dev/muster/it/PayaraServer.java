package dev.muster.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One real Payara Micro in a process of its own, on the loopback address only unless it was given a place.
 *
 * <p>Every start gets an empty directory, removed when the process is gone; the log stays. Thread-safe for reading; start, stop and signals come from one thread. Whoever started it closes it; a hook
 * ends what is left when this JVM ends.
 */
public final class PayaraServer implements AutoCloseable {

    private static final Set<PayaraServer> OPEN = ConcurrentHashMap.newKeySet();
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    /** Payara's own data grid listens on every interface in spite of its command line options, and costs seconds. */
    private static final String BEFORE_BOOT = """
            set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=%s
            set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false
            """;

    private final PayaraSetup setup;
    private final ServerLog log;
    private volatile Optional<OwnProcess> process = Optional.empty();

    PayaraServer(PayaraSetup setup) {
        this.setup = setup;
        this.log = ServerLog.create(setup.name());
    }

    /** Begins the description of a server. */
    public static PayaraSetup named(String name) {
        return new PayaraSetup(name);
    }

    public String name() {
        return setup.name();
    }

    public int port() {
        return setup.port();
    }

    /** The address of a path on this server, for example {@code uri("/shop/api/session")}. */
    public URI uri(String path) {
        return URI.create("http://" + setup.address() + ":" + port() + path);
    }

    public long pid() {
        return started().pid();
    }

    public boolean isAlive() {
        return process.filter(OwnProcess::isAlive).isPresent();
    }

    /** All the server wrote, over all its starts. */
    public ServerLog log() {
        return log;
    }

    /** The servers that were started and not yet closed. */
    static Set<PayaraServer> open() {
        return Set.copyOf(OPEN);
    }

    void launch() {
        OPEN.add(this);
        log.beginStart();
        try {
            var home = Files.createTempDirectory("payara-" + name() + "-");
            var commands = BEFORE_BOOT.formatted(setup.address()) + String.join("\n", setup.commands()) + "\n";
            Files.writeString(home.resolve(PayaraSetup.PREBOOT), commands);
            process = Optional.of(OwnProcess.start(setup.command(home), setup.environment(), home, log.file()));
        } catch (IOException e) {
            throw new UncheckedIOException("Server " + name() + " could not be started", e);
        }
    }

    /**
     * Returns when every application is deployed and the server says it is ready.
     *
     * @throws IllegalStateException if the process ended, a deployment failed or the time was up; with the reasons and
     *     the end of the log. The process is ended then.
     */
    public void awaitReady() {
        switch (Await.orLast(START_LIMIT, this::progress, progress -> progress != Progress.STARTING)) {
            case READY -> {}
            case REFUSED -> throw failed("refused an application");
            case ENDED -> throw failed("ended while it started");
            case STARTING -> throw failed("was not ready within " + START_LIMIT.toSeconds() + " s");
        }
    }

    private Progress progress() {
        if (log.saysFailed()) {
            return Progress.REFUSED;
        }
        if (!isAlive()) {
            return Progress.ENDED;
        }
        if (!log.saysReady()) {
            return Progress.STARTING;
        }
        return log.deployed() == setup.wars().size() ? Progress.READY : Progress.REFUSED;
    }

    private IllegalStateException failed(String what) {
        close();
        return new IllegalStateException("Server " + name() + " " + what + "\n" + log.reasons() + "\n--- the end of "
                + log.file() + "\n" + log.tail(40));
    }

    /** Ends the process the hard way (SIGKILL) and returns when it is gone. */
    public void kill() {
        process.ifPresent(OwnProcess::kill);
    }

    /** Freezes the process (SIGSTOP): its sockets stay open and nobody answers. */
    public void pause() {
        started().signal("STOP");
    }

    /** Lets a frozen process go on (SIGCONT). */
    public void resume() {
        started().signal("CONT");
    }

    /** Asks the server to end (SIGTERM), so that applications are undeployed; after 30 s it is killed. */
    public void stop() {
        process.ifPresent(it -> it.stop(STOP_LIMIT));
    }

    /** Starts again what was stopped or killed, on the same port, with an empty directory; waits until ready. */
    public void restart() {
        stop();
        launch();
        awaitReady();
    }

    private OwnProcess started() {
        return process.orElseThrow(() -> new IllegalStateException("Server " + name() + " was never started"));
    }

    /** Kills the process; the log stays. */
    @Override
    public void close() {
        kill();
        OPEN.remove(this);
    }

    private enum Progress {
        STARTING,
        READY,
        REFUSED,
        ENDED
    }
}
