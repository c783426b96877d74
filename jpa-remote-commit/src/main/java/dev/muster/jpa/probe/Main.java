package dev.muster.jpa.probe;

import dev.muster.jpa.MeshException;
import dev.muster.jpa.internal.wire.Status;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code java -jar muster-jpa.jar peers …}. */
public final class Main {

    private static final int ALL_UP = 0;
    private static final int NOT_ALL_UP = 1;
    private static final int WRONG_USE = 2;

    private final PrintStream out;

    Main(PrintStream out) {
        this.out = out;
    }

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new Main(System.out).run(List.of(arguments), System.getenv()));
    }

    int run(List<String> arguments, Map<String, String> environment) {
        try {
            return ask(Options.parse(arguments, environment));
        } catch (Options.UsageException e) {
            out.println(e.getMessage());
            out.println();
            out.print(Options.USAGE);
            return WRONG_USE;
        } catch (MeshException e) {
            out.println(e.getMessage());
            return WRONG_USE;
        }
    }

    private int ask(Options options) {
        boolean up = true;
        try (Probe probe = new Probe(options)) {
            for (InetSocketAddress address : options.addresses()) {
                up &= ask(probe, address);
            }
        }
        return up ? ALL_UP : NOT_ALL_UP;
    }

    private boolean ask(Probe probe, InetSocketAddress address) {
        String where = address.getHostString() + ":" + address.getPort();
        try {
            Probe.Finding finding = probe.ask(address);
            print(where, finding);
            return finding.status().links().stream().allMatch(Status.Line::up);
        } catch (IOException e) {
            out.printf("%s  not asked: %s%n    %s%n", where, e.getMessage(), Advice.on(e));
            return false;
        }
    }

    private void print(String where, Probe.Finding finding) {
        out.printf(
                "%s  '%s' (id %d)  round trip %s, handshake %s, %s%n",
                where,
                finding.status().name(),
                finding.status().serverId(),
                millis(finding.roundTrip()),
                millis(finding.handshake()),
                finding.security());
        if (finding.status().links().isEmpty()) {
            out.println("    it has no peers");
        }
        finding.status().links().forEach(this::print);
    }

    private void print(Status.Line link) {
        if (!link.up()) {
            out.printf("    DOWN  %s  (MUSTER-045 in its log has the reason)%n", link.peer());
            return;
        }
        out.printf(
                "    up    %s  round trip %s, heard %s ago, %d commits behind, %d queued, %d replayed, %d overflows,"
                        + " %d bytes sent, %d received, %s%n",
                link.peer(),
                millis(link.roundTrip()),
                millis(link.silence()),
                link.lag(),
                link.queued(),
                link.counters().replayed(),
                link.counters().overflows(),
                link.counters().bytesSent(),
                link.counters().bytesReceived(),
                link.security());
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.2f ms", duration.toNanos() / 1e6);
    }
}
