package dev.muster.benchmarks.cost;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What one client says to PostgreSQL, by its protocol 3: a statement is parsed (P) under a name, bound (B) to a portal and
 * executed (E), or sent as a simple query (Q). For one thread.
 */
final class FrontendMessages {

    private final TrafficCounter counter;
    private final Map<String, String> statements = new HashMap<>();
    private final Map<String, String> portals = new HashMap<>();

    FrontendMessages(TrafficCounter counter) {
        this.counter = counter;
    }

    /** Whether the server answers a message of this type at once: if nothing follows it, the client is waiting. */
    static boolean isAnswered(int type) {
        return type == 'S' || type == 'Q';
    }

    /** Takes note of a message: its type and what follows its length. */
    void sent(int type, byte[] body) {
        ByteBuffer rest = ByteBuffer.wrap(body);
        switch (type) {
            case 'P' -> statements.put(text(rest), text(rest));
            case 'B' -> portals.put(text(rest), statements.getOrDefault(text(rest), "?"));
            case 'E' -> counter.executed(portals.getOrDefault(text(rest), "?"));
            case 'Q' -> counter.executed(text(rest));
            default -> {
                // Descriptions, closing and copying execute nothing
            }
        }
    }

    private static String text(ByteBuffer buffer) {
        int start = buffer.position();
        int end = start;
        while (buffer.get(end) != 0) {
            end++;
        }
        buffer.position(end + 1);
        return StandardCharsets.UTF_8.decode(buffer.slice(start, end - start)).toString();
    }
}
