package dev.muster.it.rooms;

import dev.muster.it.MusterJar;
import dev.muster.it.PayaraServer;
import dev.muster.it.SharedPostgres;
import dev.muster.it.WarCopy;
import dev.muster.it.net.Place;
import dev.muster.it.net.TestNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Four servers with the rooms sample, each in a place of its own, and a database. Their way to each other and to the
 * database can be cut; the way to the ledger and the way of the test's requests cannot. Whoever starts them closes them.
 */
final class FourServers implements AutoCloseable {

    static final String CONTEXT = "/rooms";

    private static final List<String> NAMES = List.of("north", "east", "south", "west");
    private static final List<Class<?>> ADDED = List.of(ActServlet.class, ActWriter.class, Act.class, Home.class);

    private final TestNetwork network;
    private final SharedPostgres database;
    private final Ledger ledger;
    private final Map<PayaraServer, Place> places = new LinkedHashMap<>();

    private FourServers(TestNetwork network, SharedPostgres database) throws SQLException {
        this.network = network;
        this.database = database;
        this.ledger = Ledger.create(database);
    }

    static FourServers start() throws IOException, SQLException {
        var network = TestNetwork.open(NAMES.size());
        var database = SharedPostgres.start(
                List.of(network.machine().address(), network.machine().backdoor()));
        var servers = new FourServers(network, database);
        try {
            servers.launch();
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private void launch() {
        var war = war();
        for (int i = 0; i < NAMES.size(); i++) {
            var place = network.places().get(i);
            places.put(
                    PayaraServer.named(NAMES.get(i))
                            .war(war)
                            .place(place)
                            .properties(settings())
                            .launch(),
                    place);
        }
        all().forEach(PayaraServer::awaitReady);
    }

    private static Path war() {
        var war = WarCopy.of(MusterJar.application("rooms.war"));
        ADDED.forEach(war::with);
        return war.writeTo(Path.of("target", "four-servers", "rooms.war"));
    }

    /**
     * With the time limits that the guide asks for: a connection may be cut without a word, also in the middle of a
     * transaction, and then the database does not even hear that its other end was closed.
     */
    private Map<String, String> settings() {
        return Map.of(
                "rooms.database",
                database.address(network.machine().address())
                        + "?connectTimeout=2&socketTimeout=3&options=-c%20idle_in_transaction_session_timeout=4s",
                "rooms.user",
                database.user(),
                "rooms.password",
                database.password(),
                ActWriter.URL,
                "jdbc:postgresql://" + database.address(network.machine().backdoor()));
    }

    List<PayaraServer> all() {
        return List.copyOf(places.keySet());
    }

    PayaraServer named(String name) {
        return all().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<PayaraServer> without(PayaraServer one) {
        return all().stream().filter(Predicate.not(one::equals)).toList();
    }

    SharedPostgres database() {
        return database;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Some do not hear the others any more, nor these them; all hear the database. */
    void partPeers(List<PayaraServer> some, List<PayaraServer> others) {
        network.part(placesOf(some), placesOf(others));
    }

    /** One does not hear the database any more, nor the database it; all hear each other. */
    void cutFromDatabase(PayaraServer one) {
        network.part(placesOf(List.of(one)), List.of(network.machine()));
    }

    /** The database hears one, but is not heard by it. */
    void deafenToDatabase(PayaraServer one) {
        network.cut(network.machine(), places.get(one));
    }

    void heal() {
        network.heal();
    }

    private List<Place> placesOf(List<PayaraServer> servers) {
        return servers.stream().map(places::get).toList();
    }

    @Override
    public void close() {
        all().forEach(PayaraServer::close);
        database.close();
        network.close();
    }
}
