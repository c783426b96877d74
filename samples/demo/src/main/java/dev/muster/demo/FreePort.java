package dev.muster.demo;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Gives out ports that are easy to remember where they are free. Not thread-safe. */
final class FreePort {

    private static final int HIGHEST = 65_535;

    private final Set<Integer> given = new HashSet<>();

    /** The first port from this one upwards on which nobody listens; none is given twice. */
    int from(int first) {
        for (int port = first; port <= HIGHEST; port++) {
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
        throw new IllegalStateException("No free port from " + first + " upwards");
    }

    /** Nobody listens there, on whatever address. */
    private static boolean isFree(int port) {
        try (var everywhere = new ServerSocket(port, 1)) {
            return everywhere.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
