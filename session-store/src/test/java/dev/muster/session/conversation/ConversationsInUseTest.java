package dev.muster.session.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConversationsInUseTest {

    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ConversationsInUse inUse = new ConversationsInUse();
    private final HttpSession session = session();

    @Test
    void taken_isNotGivenToAnother() {
        assertThat(inUse.take(session, "1", NOT_AT_ALL)).isNotNull();

        assertThat(inUse.take(session, "1", NOT_AT_ALL)).isNull();
        assertThat(inUse.take(session, "2", NOT_AT_ALL)).isNotNull();
        assertThat(inUse.take(session(), "1", NOT_AT_ALL)).isNotNull();
    }

    @Test
    void givenBack_isGivenToTheOneThatWaits() {
        var giveBack = inUse.take(session, "1", NOT_AT_ALL);
        var waiting = CompletableFuture.supplyAsync(() -> inUse.take(session, "1", LONG));

        giveBack.run();

        assertThat(waiting.join()).isNotNull();
        assertThat(inUse.take(session, "1", NOT_AT_ALL)).isNull();
    }

    @Test
    void givenBackTwice_doesNotTakeItFromTheNext() {
        var giveBack = inUse.take(session, "1", NOT_AT_ALL);
        giveBack.run();
        assertThat(inUse.take(session, "1", NOT_AT_ALL)).isNotNull();

        giveBack.run();

        assertThat(inUse.take(session, "1", NOT_AT_ALL)).isNull();
    }

    private static HttpSession session() {
        return (HttpSession) Proxy.newProxyInstance(
                HttpSession.class.getClassLoader(), new Class<?>[] {HttpSession.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
