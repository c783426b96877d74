package dev.muster.demo;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import java.util.Collections;
import java.util.Iterator;

/**
 * Sends a session where its cookie says, and anywhere else when that server cannot be reached: the sessions are in the
 * database, so every server will do.
 */
final class StickyRoutes extends LoadBalancingProxyClient {

    private static final AttachmentKey<Boolean> ROUTE_TRIED = AttachmentKey.create(Boolean.class);

    StickyRoutes() {
        super(exchange -> exchange.getRequestHeaders().contains(Headers.UPGRADE));
        setProblemServerRetry(1);
        setConnectionsPerThread(50);
    }

    /** Asked once per try: the second one does without the route. */
    @Override
    protected Iterator<CharSequence> parseRoutes(HttpServerExchange exchange) {
        return exchange.putAttachment(ROUTE_TRIED, true) == null
                ? super.parseRoutes(exchange)
                : Collections.emptyIterator();
    }
}
