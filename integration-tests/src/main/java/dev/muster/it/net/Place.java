package dev.muster.it.net;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where a process can run: a network namespace, or the machine itself. Immutable. */
public final class Place {

    private final List<String> namespace;
    private final String device;
    private final String address;
    private final String backdoor;

    private Place(List<String> namespace, String device, int number) {
        this.namespace = namespace;
        this.device = device;
        this.address = TestNetwork.STREET + number;
        this.backdoor = TestNetwork.BACK_STREET + number;
    }

    static Place machine(String device) {
        return new Place(List.of(), device, 1);
    }

    static Place namespace(String name, String device, int number) {
        return new Place(List.of(name), device, number);
    }

    /** The address on the way that can be cut. */
    public String address() {
        return address;
    }

    /** The address on the way that is never cut, for the test's own questions. */
    public String backdoor() {
        return backdoor;
    }

    /** The same command, run in this place; the process that is started becomes the command's own. */
    public List<String> command(List<String> command) {
        var here = new ArrayList<String>();
        namespace.forEach(name -> here.addAll(List.of("ip", "netns", "exec", name)));
        here.addAll(command);
        return here;
    }

    String device() {
        return device;
    }

    void ip(String... arguments) {
        var inside = namespace.stream().flatMap(name -> Stream.of("-n", name));
        Ip.run(Stream.concat(inside, Stream.of(arguments)).toArray(String[]::new));
    }
}
