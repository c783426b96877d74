package dev.muster.extension.registry;

import dev.muster.server.Server;
import java.util.Objects;

/**
 * A live server with what only the other servers need to know. Immutable.
 *
 * @param server what applications see
 * @param meshAddress where its mesh listens
 * @param meshPort port of its mesh; 0 while it has none
 * @param fingerprint SHA-256 of the certificate that it shows to other servers, in hexadecimal digits
 */
public record Member(Server server, String meshAddress, int meshPort, String fingerprint) {

    /** Checks that no component is missing. */
    public Member {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(meshAddress, "meshAddress");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
