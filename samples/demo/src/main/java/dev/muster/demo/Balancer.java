package dev.muster.demo;

import io.undertow.Undertow;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One address in front of all servers: sticky by the route in the session cookie, past servers that are not there,
 * WebSockets included. Thread-safe; whoever started it closes it.
 */
final class Balancer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(15);
    private static final int RETRIES = 2;

    private final int port;
    private final StickyRoutes routes = new StickyRoutes();
    private final Set<Backend> admitted = ConcurrentHashMap.newKeySet();
    private final Undertow server;

    private Balancer(int port) {
        this.port = port;
        this.server = Undertow.builder()
                .addHttpListener(port, HOST)
                .setIoThreads(2)
                .setHandler(ProxyHandler.builder()
                        .setProxyClient(routes)
                        .setMaxRequestTime((int) LONGEST_REQUEST.toMillis())
                        .setMaxConnectionRetries(RETRIES)
                        .setNext(ResponseCodeHandler.HANDLE_404)
                        .build())
                .build();
    }

    /** Starts one on the loopback address, with nothing behind it. */
    static Balancer start(int port) {
        var balancer = new Balancer(port);
        balancer.server.start();
        return balancer;
    }

    /** Where it listens, without a path. */
    URI uri() {
        return URI.create("http://" + HOST + ":" + port);
    }

    /** Requests may go to this server from now on. */
    synchronized void admit(Backend backend) {
        if (admitted.add(backend)) {
            routes.addHost(backend.uri(), backend.name());
        }
    }

    /** No new request goes to this server. */
    synchronized void expel(Backend backend) {
        if (admitted.remove(backend)) {
            routes.removeHost(backend.uri());
        }
    }

    boolean admits(Backend backend) {
        return admitted.contains(backend);
    }

    @Override
    public void close() {
        server.stop();
    }
}
