package dev.muster.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Two servers on one database whose applications reach each other through a network that can be cut.
 *
 * <p>Each runs the legacy sample twice, under two names and so as two clusters, with EclipseLink, the drop-in and the
 * registry's certificates; and the OpenJPA sample without {@code muster-extension}, with addresses and a secret of its own.
 */
final class TwoShops implements AutoCloseable {

    static final String SHOP = "shop";
    static final String OUTLET = "outlet";
    static final String BOARD = "board";
    static final String SECRET = "a long text that nobody guesses 4711";

    private static final Pattern REPLAYED = Pattern.compile("(\\d+) replayed");
    private static final Path FOLDER = Path.of("target", "two-shops");

    private final SharedPostgres database = SharedPostgres.start();
    private final ProxiedMesh mesh = ProxiedMesh.in(database);
    private final int eastBoard = Ports.free();
    private final int westBoard = Ports.free();
    private final PayaraServer east;
    private final PayaraServer west;

    private TwoShops() throws IOException, InterruptedException, SQLException {
        for (var application : List.of(SHOP, OUTLET)) {
            var copy = FOLDER.resolve(application + ".war");
            MusterJar.dropIn("legacy.war", copy, "java:app/jdbc/Legacy", "--parts", "jpa");
        }
        for (var server : List.of("east", "west")) {
            mesh.toRegistered(SHOP, server);
            mesh.toRegistered(OUTLET, server);
        }
        var addresses =
                "127.0.0.1:" + mesh.to(BOARD, "east", eastBoard) + ";127.0.0.1:" + mesh.to(BOARD, "west", westBoard);
        east = launch("east", board("east", addresses, eastBoard));
        west = launch("west", board("west", addresses, westBoard));
    }

    static TwoShops start() throws IOException, InterruptedException, SQLException {
        var shops = new TwoShops();
        try {
            shops.both().forEach(PayaraServer::awaitReady);
        } catch (IllegalStateException e) {
            shops.close();
            throw e;
        }
        return shops;
    }

    private static Path board(String server, String addresses, int port) {
        return staticBoard(
                FOLDER.resolve(server).resolve(BOARD + ".war"),
                "Addresses=" + addresses + ", Port=" + port + ", Bind=127.0.0.1, Secret=" + SECRET);
    }

    /** The OpenJPA sample with muster-jpa alone. */
    static Path staticBoard(Path war, String options) {
        var property = "<property name=\"openjpa.RemoteCommitProvider\" value=\"muster(" + options + ")\"/>";
        return WarCopy.of(MusterJar.application("board.war"))
                .withMuster("muster-jpa")
                .edited(
                        "WEB-INF/classes/META-INF/persistence.xml",
                        xml -> xml.replace("<properties>", "<properties>" + property))
                .writeTo(war);
    }

    private PayaraServer launch(String name, Path board) {
        return LegacyShop.on(database, name)
                .properties(NoticeBoard.settings(database))
                .property("muster.mesh.port", Integer.toString(Ports.free()))
                .jvm("-Xmx512m")
                .war(board)
                .war(FOLDER.resolve(SHOP + ".war"))
                .war(FOLDER.resolve(OUTLET + ".war"))
                .launch();
    }

    PayaraServer east() {
        return east;
    }

    PayaraServer west() {
        return west;
    }

    List<PayaraServer> both() {
        return List.of(east, west);
    }

    PayaraServer other(PayaraServer server) {
        return server == east ? west : east;
    }

    SharedPostgres database() {
        return database;
    }

    ProxiedMesh mesh() {
        return mesh;
    }

    /** Where the OpenJPA sample of a server listens. */
    int boardPort(PayaraServer server) {
        return server == east ? eastBoard : westBoard;
    }

    /** How many commits the OpenJPA samples have sent a second time over the links that are up, as the command tells. */
    int replayedBetweenBoards() {
        return REPLAYED.matcher(peers(eastBoard) + peers(westBoard))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .sum();
    }

    private static String peers(int port) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.muster.jpa.probe.Main",
                "peers",
                "127.0.0.1:" + port);
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("MUSTER_JPA_SECRET", SECRET);
            return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Stream.of(east, west).forEach(PayaraServer::close);
        mesh.close();
        database.close();
    }
}
