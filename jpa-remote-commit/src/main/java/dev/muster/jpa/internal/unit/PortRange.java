package dev.muster.jpa.internal.unit;

import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshMessage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ports of which one is to be listened on: the first that is free. Immutable.
 *
 * @param first the first of them
 * @param last the last of them, possibly the same
 */
public record PortRange(int first, int last) {

    private static final int MAX_PORT = 65535;

    /** More are not called: whoever needs as many servers on one machine can write their ports. */
    private static final int MAX_SIZE = 100;

    /**
     * A port in decimal digits, or two with a hyphen between them.
     *
     * @param key name of the setting, for the message
     * @throws MeshException if it is none
     */
    public static PortRange parse(String key, String text) {
        String[] ends = text.strip().split("\\s*-\\s*", -1);
        if (ends.length == 2) {
            PortRange range = new PortRange(port(key, text, ends[0]), port(key, text, ends[1]));
            if (range.first > range.last || range.last - range.first >= MAX_SIZE) {
                String wanted = "at most " + MAX_SIZE + " ports, low to high";
                throw new MeshException(MeshMessage.BAD_SETTING.text(key, text, "it is not a range", wanted));
            }
            return range;
        }
        int port = port(key, text, text.strip());
        return new PortRange(port, port);
    }

    private static int port(String key, String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw badPort(key, text);
        }
        throw badPort(key, text);
    }

    private static MeshException badPort(String key, String text) {
        String wanted = "a port from 1 to " + MAX_PORT + ", or a range such as 5636-5639";
        return new MeshException(MeshMessage.BAD_SETTING.text(key, text, "it is not a port", wanted));
    }

    /** Whether there is more than one. */
    boolean isRange() {
        return first != last;
    }

    /** All of them. */
    List<Integer> ports() {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    @Override
    public String toString() {
        return isRange() ? first + "-" + last : String.valueOf(first);
    }
}
