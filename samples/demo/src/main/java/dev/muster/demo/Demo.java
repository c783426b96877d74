package dev.muster.demo;

import dev.muster.it.PayaraServer;
import dev.muster.it.PayaraSetup;
import dev.muster.it.SharedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The running demonstration: a database, two servers with the sample application, and a balancer. For one thread. */
final class Demo {

    private static final int SERVERS = 2;
    private static final String APPLICATION = "/rooms";
    private static final int BALANCER_PORT = 8080;
    private static final int FIRST_SERVER_PORT = 8081;

    private final Screen screen;
    private final List<Node> nodes;
    private final Balancer balancer;

    private Demo(Screen screen, List<Node> nodes, Balancer balancer) {
        this.screen = screen;
        this.nodes = List.copyOf(nodes);
        this.balancer = balancer;
    }

    /**
     * Starts everything and returns when it can be used.
     *
     * @param archives directory with {@code payara-micro.jar} and {@code rooms.war}
     * @param leftovers takes what has to be closed
     */
    static Demo start(Screen screen, Path archives, Leftovers leftovers) throws Exception {
        var temporary = leftovers.open(TemporaryDirectory::create).path();
        // Where the launcher of the servers writes their logs
        System.setProperty("muster.it.logs", temporary.resolve("logs").toString());
        var ports = new FreePort();
        var balancerPort = ports.from(BALANCER_PORT);

        var database = screen.during("PostgreSQL", () -> leftovers.open(SharedPostgres::start));
        var nodes = new ArrayList<Node>();
        for (int number = 1; number <= SERVERS; number++) {
            var setup = setup("node" + number, ports.from(FIRST_SERVER_PORT), archives, temporary, database);
            nodes.add(new Node(leftovers.open(setup::launch)));
        }
        for (var node : nodes) {
            screen.during(node.name() + " at " + node.uri(APPLICATION), node::awaitReady);
        }
        var balancer = leftovers.open(() -> Balancer.start(balancerPort));
        var backends = nodes.stream().map(Node::backend).toList();
        leftovers.open(() -> HealthCheck.start(balancer, backends, APPLICATION + "/api/alive"));
        return new Demo(screen, nodes, balancer);
    }

    private static PayaraSetup setup(String name, int port, Path archives, Path temporary, SharedPostgres database)
            throws IOException {
        var scratch = Files.createDirectories(temporary.resolve(name));
        return PayaraServer.named(name)
                .jar(archives.resolve("payara-micro.jar"))
                .war(archives.resolve("rooms.war"))
                .port(port)
                // What is killed cannot tidy up: it gets a place that somebody else will
                .jvm("-XX:-UsePerfData", "-Djava.io.tmpdir=" + scratch)
                .property("rooms.database", database.address())
                .property("rooms.user", database.user())
                .property("rooms.password", database.password())
                .property("muster.server.name", name)
                .property("muster.server.address", "127.0.0.1")
                .property("muster.rooms.redirect", "route");
    }

    /** The addresses, and what to try. */
    void introduce() {
        screen.line("");
        screen.line("  Everything runs. Open   " + address(balancer.uri()) + "   (the balancer)");
        nodes.forEach(node -> screen.line("  or one server alone:    " + node.uri(APPLICATION + "/")));
        screen.line("  Administration:         " + address(balancer.uri()) + "admin");
        screen.line("");
        screen.line("  Try this");
        screen.line("  1. Sign in, create two rooms and watch the list: each lives on a server of its own.");
        screen.line("  2. Enter a room from a second browser, or a private window, and chat.");
        screen.line("  3. Type 'kill 1' here. Its rooms open again on the other server; nobody has to sign in again.");
        screen.line("  4. Type 'start 1' and see it come back as a new incarnation.");
        screen.line("");
    }

    private static String address(URI uri) {
        return uri + APPLICATION + "/";
    }

    int servers() {
        return nodes.size();
    }

    /** Does what was asked for; false when it is time to go. */
    boolean run(Command command) {
        switch (command.verb()) {
            case KILL -> act(command, "killed", Node::kill);
            case STOP -> act(command, "stopped", Node::stop);
            case PAUSE -> act(command, "frozen", Node::pause);
            case RESUME -> act(command, "running", Node::resume);
            case START -> start(node(command));
            case SERVERS -> showServers();
            case HELP -> help();
            case QUIT -> {
                return false;
            }
        }
        return true;
    }

    private void act(Command command, String outcome, Consumer<Node> action) {
        var node = node(command);
        action.accept(node);
        screen.line("  " + node.name() + " is " + outcome + ".");
    }

    private void start(Node node) {
        screen.during(node.name() + " at " + node.uri(APPLICATION), node::start);
    }

    private Node node(Command command) {
        return nodes.get(command.server() - 1);
    }

    private void showServers() {
        screen.line("  balancer  %-10s %s".formatted("running", address(balancer.uri())));
        for (var node : nodes) {
            var traffic = balancer.admits(node.backend()) ? "gets requests" : "gets no requests";
            screen.line(
                    "  %-9s %-10s %s  %s".formatted(node.name(), node.state(), node.uri(APPLICATION + "/"), traffic));
        }
    }

    private void help() {
        for (var verb : Command.Verb.values()) {
            screen.line("  %-18s %s".formatted(verb.usage(), verb.meaning()));
        }
    }
}
