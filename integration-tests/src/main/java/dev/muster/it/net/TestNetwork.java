package dev.muster.it.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network on this machine: places on one switch, between which traffic can be lost in silence.
 *
 * <p>Each place is a network namespace with a cable (a veth pair) to a bridge, on which the machine itself has an address
 * too. All have a second address behind a back door, so that a test can still talk to a server that is cut off.
 *
 * <p>A cut sends what goes to an address to a hardware address that nobody has. So nothing is refused, nothing is reset,
 * and each direction can be cut by itself; neither filters nor a firewall are needed. It needs root, {@code ip} and a
 * kernel with namespaces. There is one such network on a machine at a time. Not thread-safe; who opened it closes it.
 */
public final class TestNetwork implements AutoCloseable {

    static final String STREET = "10.77.0.";
    static final String BACK_STREET = "10.77.1.";

    private static final String NAME = "muster-it";
    private static final String INSIDE = "eth0";
    private static final String NOBODY = "02:00:00:00:00:01";
    private static final int FIRST = 11;

    private final FileChannel lock;
    private final Place machine = Place.machine(NAME);
    private final List<Place> places = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();

    private TestNetwork(FileChannel lock) {
        this.lock = lock;
    }

    /** Why there can be no network here; empty if there can. Tries it. */
    public static Optional<String> obstacle() {
        try {
            open(1).close();
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("Network namespaces cannot be used here; they need Linux, root and the program ip: "
                    + e.getMessage());
        }
    }

    /**
     * Removes what an earlier run left, and makes a network.
     *
     * @throws IllegalStateException if that is not possible here; nothing is left behind then
     */
    public static TestNetwork open(int places) {
        var network = new TestNetwork(lock());
        try {
            removeAll();
            network.build(places);
            return network;
        } catch (IllegalStateException e) {
            network.close();
            throw e;
        }
    }

    /** The machine itself, where the test and its database run. */
    public Place machine() {
        return machine;
    }

    public List<Place> places() {
        return List.copyOf(places);
    }

    /** From now on, what one sends to the other is lost; the other way stays open. */
    public void cut(Place from, Place to) {
        var cut = new Cut(from, to);
        cuts.add(cut);
        cut.make();
    }

    /** From now on, neither of the one side can reach any of the other. */
    public void part(List<Place> side, List<Place> other) {
        side.forEach(one -> other.forEach(two -> {
            cut(one, two);
            cut(two, one);
        }));
    }

    /** Undoes all cuts. */
    public void heal() {
        cuts.forEach(Cut::heal);
        cuts.clear();
    }

    /** Ends what still runs in the places, and removes the network. */
    @Override
    public void close() {
        try (lock) {
            removeAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void build(int count) {
        Ip.run("link", "add", NAME, "type", "bridge");
        join(machine);
        for (int i = 0; i < count; i++) {
            places.add(build(NAME + "-" + (i + 1), FIRST + i));
        }
    }

    private static Place build(String name, int number) {
        var place = Place.namespace(name, INSIDE, number);
        Ip.run("netns", "add", name);
        Ip.run("link", "add", name, "type", "veth", "peer", "name", INSIDE, "netns", name);
        Ip.run("link", "set", name, "master", NAME, "up");
        place.ip("link", "set", "lo", "up");
        join(place);
        return place;
    }

    private static void join(Place place) {
        place.ip("address", "add", place.address() + "/24", "dev", place.device());
        place.ip("address", "add", place.backdoor() + "/24", "dev", place.device());
        place.ip("link", "set", place.device(), "up");
    }

    private static void removeAll() {
        for (var line : Ip.run("netns", "list")) {
            var name = line.split(" ", 2)[0];
            if (name.startsWith(NAME + "-")) {
                Ip.run("netns", "pids", name).forEach(Ip::kill);
                Ip.run("netns", "delete", name);
            }
        }
        if (!Ip.run("-brief", "link", "show", "type", "bridge").stream()
                .filter(line -> line.startsWith(NAME + " "))
                .toList()
                .isEmpty()) {
            Ip.run("link", "delete", NAME);
        }
    }

    private static FileChannel lock() {
        var file = Path.of(System.getProperty("java.io.tmpdir"), NAME + ".lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new IllegalStateException("another run on this machine has the network (" + file + ")");
            }
            return channel;
        } catch (IOException e) {
            throw new IllegalStateException("the lock " + file + " cannot be had: " + e.getMessage(), e);
        }
    }

    /** What one place sends to another gets lost. */
    private record Cut(Place from, Place to) {

        void make() {
            from.ip("neigh", "replace", to.address(), "lladdr", NOBODY, "dev", from.device(), "nud", "permanent");
        }

        void heal() {
            from.ip("neigh", "delete", to.address(), "dev", from.device());
        }
    }
}
