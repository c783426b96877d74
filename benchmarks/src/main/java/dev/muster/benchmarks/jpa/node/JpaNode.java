package dev.muster.benchmarks.jpa.node;

import dev.muster.benchmarks.jpa.spec.JpaVariant;
import dev.muster.benchmarks.jpa.spec.NodeSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
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
            if (spec.variant().transport() == JpaVariant.Transport.RMI) {
                Rmi.start(spec);
            }
            Store store = Store.open(spec);
            new JpaNode(store, Broadcasts.of(store, spec)).answer();
            status = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            // Threads of the providers would keep it alive
            Runtime.getRuntime().halt(status);
        }
    }

    private void answer() throws IOException {
        System.out.println(ANSWER + "ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
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
                case "sum" -> "" + store.sum();
                case "send" -> text(LongStream.of(broadcasts.send((int) n[0], (int) n[1], (int) n[2])));
                case "burst" -> "" + broadcasts.send((int) n[0], (int) n[1], 0)[0];
                case "fired" -> text(LongStream.of(broadcasts.await((int) n[0], n[1])));
                case "firedat" -> times(n[0], n[1], broadcasts::at);
                case "start" -> start(n);
                case "stop" -> "" + commits.stop();
                case "memory" -> "" + usedMemory();
                case "die" -> die(n[0]);
                case "quit" -> quit();
                default -> throw new IllegalArgumentException(command);
            };
        } catch (InterruptedException | ReflectiveOperationException | RuntimeException e) {
            return "failed: " + e;
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
        Class<?> signal = Class.forName("sun.misc.Signal");
        Object kill = signal.getConstructor(String.class).newInstance("KILL");
        Method raise = signal.getMethod("raise", signal);
        store.commit(id, 1);
        raise.invoke(null, kill);
        throw new IllegalStateException("still alive");
    }

    private String quit() {
        store.close();
        return "done";
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
