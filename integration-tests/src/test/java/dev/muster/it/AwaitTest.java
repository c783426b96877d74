package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {

    @Test
    void wantedValue_isReturnedThoughEarlierOnesFailed() {
        var calls = new AtomicInteger();

        var value = Await.value("three", Duration.ofSeconds(10), () -> failingTwice(calls), got -> got == 3);

        assertThat(value).isEqualTo(3);
    }

    @Test
    void timeUp_tellsWhatWasWaitedForAndWhatWasSeen() {
        assertThatThrownBy(() -> Await.value("the impossible", Duration.ofMillis(120), () -> "other", "same"::equals))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the impossible")
                .hasMessageContaining("last seen: other");
    }

    @Test
    void timeUp_keepsTheLastFailureAsCause() {
        assertThatThrownBy(() -> Await.until("an answer", Duration.ZERO, () -> {
                    throw new IOException("refused");
                }))
                .isInstanceOf(AssertionError.class)
                .hasRootCauseMessage("refused");
    }

    private static int failingTwice(AtomicInteger calls) throws IOException {
        if (calls.incrementAndGet() < 3) {
            throw new IOException("not yet");
        }
        return calls.get();
    }
}
