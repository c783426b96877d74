package dev.muster.it.rooms;

import dev.muster.it.PayaraServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a server for a room, or gives it an order. Thread-safe; nothing to close. */
final class Ask {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * Where the room lives, after the server has acted for it if that is here.
     *
     * @throws IOException if the server refuses or does not answer
     */
    Home home(PayaraServer server, String room) throws IOException, InterruptedException {
        return Home.parse(send(HttpRequest.newBuilder(server.uri(FourServers.CONTEXT + "/act?room=" + room))));
    }

    /** Tells a server to give its rooms away. */
    void drain(PayaraServer server) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(server.uri(FourServers.CONTEXT + "/act"))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("Status " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
