package dev.muster.it;

import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket of text messages, opened with a user's cookies. Thread-safe; who opened it closes it. */
public final class TextSocket implements AutoCloseable {

    private final Inbox inbox;
    private final WebSocket socket;

    private TextSocket(Inbox inbox, WebSocket socket) {
        this.inbox = inbox;
        this.socket = socket;
    }

    /** Opens a socket to a {@code ws:} address. */
    public static TextSocket open(Browser user, URI uri) {
        var inbox = new Inbox();
        return new TextSocket(
                inbox,
                user.client().newWebSocketBuilder().buildAsync(uri, inbox).join());
    }

    /** Sends one message and returns when it is handed to the network. */
    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /** The next message, or nothing if none comes within the time. */
    public Optional<String> next(Duration limit) {
        try {
            return Optional.ofNullable(inbox.messages.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a message", e);
        }
    }

    /** Completes with the status code when the socket is closed by the other side, exceptionally when it breaks. */
    public CompletableFuture<Integer> closed() {
        return inbox.closed.copy();
    }

    /** Closes at once. */
    @Override
    public void close() {
        socket.abort();
    }

    private static final class Inbox implements WebSocket.Listener {

        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                messages.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }
}
