package dev.muster.extension.address;

import java.util.Objects;

/**
 * How users reach the web container of this server. Immutable.
 *
 * @param protocol {@code http} or {@code https}
 * @param port its TCP port
 */
record Endpoint(String protocol, int port) {

    Endpoint {
        Objects.requireNonNull(protocol, "protocol");
    }
}
