package dev.muster.demo;

import dev.muster.it.PayaraServer;
import java.net.URI;

/** One server of the demonstration. Used by one thread at a time. */
final class Node {

    private final Backend backend;
    private final PayaraServer server;
    private boolean frozen;

    Node(PayaraServer server) {
        this.server = server;
        this.backend = new Backend(server.name(), server.uri("/"));
    }

    Backend backend() {
        return backend;
    }

    String name() {
        return server.name();
    }

    URI uri(String path) {
        return server.uri(path);
    }

    /** Waits until the applications answer. */
    void awaitReady() {
        server.awaitReady();
    }

    void kill() {
        require(server.isAlive(), "is not running");
        server.kill();
        frozen = false;
    }

    void stop() {
        require(server.isAlive() && !frozen, "is not running");
        server.stop();
    }

    void start() {
        require(!server.isAlive(), frozen ? "is frozen: resume it" : "is running");
        server.restart();
    }

    void pause() {
        require(server.isAlive() && !frozen, "is not running");
        server.pause();
        frozen = true;
    }

    void resume() {
        require(server.isAlive() && frozen, "is not frozen");
        server.resume();
        frozen = false;
    }

    /** For people: running, frozen or ended. */
    String state() {
        if (!server.isAlive()) {
            return "ended";
        }
        return frozen ? "frozen" : "running";
    }

    void close() {
        server.close();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(name() + " " + otherwise + ".");
        }
    }
}
