package dev.muster.benchmarks.jpa.node;

import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.jpa.spec.NodeSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The process of one node. Each line of its input is a command, answered by one line. It ends with its input. */
public final class JpaNode {

    /** Starts each answer; whatever else is on standard output is none. */
    public static final String ANSWER = "= ";

    /** The last argument of a node that waits for a line before it opens its persistence unit. */
    public static final String STANDBY = "standby";

    /** What a JVM needs to be able to kill itself. */
    public static final String MAY_DIE = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";

    private static final int KILL = 9;
    private static final System.Logger LOG = System.getLogger("dev.muster.benchmarks");

    private final Store store;
    private final Commits commits;
    private final Broadcasts broadcasts;

    private JpaNode(Store store, Broadcasts broadcasts) {
        this.store = store;
        this.broadcasts = broadcasts;
        commits = new Commits(store);
    }

    /**
     * Runs a node.
     *
     * @param arguments {@link NodeSpec#arguments()}
     */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            NodeSpec spec = NodeSpec.parse(arguments);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            if (arguments[arguments.length - 1].equals(STANDBY)) {
                standBy(spec, in);
            }
            if (spec.variant().transport() == JpaVariant.Transport.RMI) {
                Rmi.start(spec);
            }
            Store store = Store.open(spec);
            new JpaNode(store, Broadcasts.of(store, spec)).answer(in);
            status = 0;
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the node did not start", e);
        } finally {
            // Threads of the providers would keep it alive
            Runtime.getRuntime().halt(status);
        }
    }

    /** Loads all classes by a life without peers, then waits for a line: so a node can be there within moments. */
    private static void standBy(NodeSpec spec, BufferedReader in) throws IOException {
        Store.open(spec.alone()).close();
        System.out.println(ANSWER + STANDBY);
        in.readLine();
    }

    private void answer(BufferedReader in) throws IOException {
        System.out.println(ANSWER + "ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            long[] numbers = IntStream.range(1, words.length)
                    .mapToLong(i -> Long.parseLong(words[i]))
                    .toArray();
            System.out.println(ANSWER + answer(words[0], numbers));
        }
    }

    private String answer(String command, long[] n) {
        try {
            return switch (command) {
                case "load" -> "" + store.load();
                case "commit" -> text(LongStream.of(commits.timed((int) n[0], (int) n[1], n[2], (int) n[3])));
                case "reset" -> reset();
                case "await" -> "" + Evictions.here().await((int) n[0], n[1]);
                case "evicted" -> times(n[0], n[1], Evictions.here()::at);
                case "amounts" -> text(LongStream.of(store.amounts(n[0], n[1])));
                case "odd" -> "" + store.odd();
                case "send" -> text(LongStream.of(broadcasts.send((int) n[0], (int) n[1], (int) n[2])));
                case "burst" -> "" + broadcasts.send((int) n[0], (int) n[1], 0)[0];
                case "fired" -> text(LongStream.of(broadcasts.await((int) n[0], n[1])));
                case "firedat" -> times(n[0], n[1], broadcasts::at);
                case "start" -> start(n);
                case "stop" -> "" + commits.stop();
                case "memory" -> "" + usedMemory();
                case "clock" -> "" + clock(n[0]);
                case "die" -> die(n[0]);
                case "quit" -> quit();
                default -> throw new IllegalArgumentException(command);
            };
        } catch (InterruptedException | ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, command, e);
            return "failed: " + e.toString().lines().findFirst().orElse("");
        }
    }

    private String reset() {
        Evictions.here().reset();
        broadcasts.reset();
        return "done";
    }

    private String start(long[] n) {
        commits.start(n[0], n[1], (int) n[2]);
        return "done";
    }

    /** Kills this process, by SIGKILL and no later than the commit has returned. */
    private String die(long id) throws ReflectiveOperationException {
        Method raise = Class.forName("jdk.internal.misc.Signal").getDeclaredMethod("raise0", int.class);
        raise.setAccessible(true);
        store.commit(id, 1);
        raise.invoke(null, KILL);
        throw new IllegalStateException("still alive");
    }

    private String quit() {
        store.close();
        return "done";
    }

    /** What it takes for the time after the change. */
    private static long clock(long millisAhead) {
        System.setProperty(ClockJump.PROPERTY, Long.toString(millisAhead));
        return System.currentTimeMillis();
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String times(long first, long last, IntToLongFunction time) {
        return text(IntStream.rangeClosed((int) first, (int) last).mapToLong(time));
    }

    private static String text(LongStream numbers) {
        return numbers.mapToObj(Long::toString).collect(Collectors.joining(" "));
    }
}
