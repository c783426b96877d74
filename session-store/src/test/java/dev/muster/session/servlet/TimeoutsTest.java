package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.session.SessionKey;
import dev.muster.session.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeoutsTest {

    private static final Instant ACCESS = Instant.ofEpochSecond(1_000_000);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 1800, Integer.MAX_VALUE})
    void interval_comesBackAsItWas(int seconds) {
        assertThat(Timeouts.maxInactive(Timeouts.stored(seconds))).isEqualTo(seconds);
    }

    /** The latest access that is not written must still have the whole interval before it. */
    @Test
    void accessThatIsNotWritten_shortensNoLife() {
        StoredSession session = session(1800);
        Instant unwritten = ACCESS.plusSeconds(180);

        assertThat(Timeouts.isTouchDue(session, unwritten)).isFalse();
        assertThat(session.expiresAt().orElseThrow()).isEqualTo(unwritten.plusSeconds(1800));
        assertThat(Timeouts.isTouchDue(session, unwritten.plusMillis(1))).isTrue();
    }

    @Test
    void endlessSession_isNeverTouched() {
        assertThat(Timeouts.isTouchDue(session(0), ACCESS.plus(Duration.ofDays(1000))))
                .isFalse();
    }

    private static StoredSession session(int seconds) {
        return new StoredSession(
                "uid", SessionKey.of("x"), 1, ACCESS, ACCESS, Timeouts.stored(seconds), null, null, Map.of());
    }
}
