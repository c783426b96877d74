package dev.muster.server;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What to change of a server in the registry; what is empty stays as it is. Immutable.
 *
 * @param protocol {@code http} or {@code https}
 * @param address host name or IP address under which users reach it
 * @param port TCP port under which users reach it
 * @param path context path of the application there: empty, or starting with a slash
 * @param weight its strength relative to the others, 1 to 1,000,000
 * @param capacity the load that it takes at most; 0 for any
 * @param tags what rooms may ask for
 */
public record ServerEdit(
        Optional<String> protocol,
        Optional<String> address,
        OptionalInt port,
        Optional<String> path,
        OptionalInt weight,
        OptionalLong capacity,
        Optional<Set<String>> tags) {

    /** Checks the components. */
    public ServerEdit {
        protocol.ifPresent(value -> require(value.equals("http") || value.equals("https"), "protocol", value));
        address.ifPresent(value -> require(!value.isBlank(), "address", value));
        port.ifPresent(value -> require(value >= 1 && value <= 65_535, "port", value));
        path.ifPresent(value -> require(value.isEmpty() || value.startsWith("/"), "path", value));
        weight.ifPresent(value -> require(value >= 1 && value <= 1_000_000, "weight", value));
        capacity.ifPresent(value -> require(value >= 0, "capacity", value));
    }

    /** Changes nothing yet. */
    public static ServerEdit nothing() {
        return new ServerEdit(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** The same edit, with another weight. */
    public ServerEdit withWeight(int value) {
        return new ServerEdit(protocol, address, port, path, OptionalInt.of(value), capacity, tags);
    }

    /** The same edit, with another capacity. */
    public ServerEdit withCapacity(long value) {
        return new ServerEdit(protocol, address, port, path, weight, OptionalLong.of(value), tags);
    }

    /** The same edit, with other tags. */
    public ServerEdit withTags(Set<String> value) {
        return new ServerEdit(protocol, address, port, path, weight, capacity, Optional.of(Set.copyOf(value)));
    }

    /** The same edit, with another way for users to reach the server. */
    public ServerEdit reachedAt(String newProtocol, String newAddress, int newPort, String newPath) {
        return new ServerEdit(
                Optional.of(newProtocol),
                Optional.of(newAddress),
                OptionalInt.of(newPort),
                Optional.of(newPath),
                weight,
                capacity,
                tags);
    }

    private static void require(boolean right, String what, Object value) {
        if (!right) {
            throw new IllegalArgumentException("a server cannot have the " + what + " '" + value + "'");
        }
    }
}
