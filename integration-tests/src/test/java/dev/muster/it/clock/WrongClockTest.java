package dev.muster.it.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent itself: a JVM of its own tells the time in every way, wrongly. */
class WrongClockTest {

    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(strings = {"PT3H", "PT-26H"})
    void everyWayToAskForTheTime_isShifted(Duration offset) throws Exception {
        var told = timesTold(offset);

        assertThat(told).hasSize(8);
        var expected = Instant.now().plus(offset);
        assertThat(told)
                .allSatisfy(time ->
                        assertThat(Duration.between(time, expected).abs()).isLessThan(TOLERANCE));
    }

    private static List<Instant> timesTold(Duration offset) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        WrongClock.by(offset),
                        "-Duser.timezone=Asia/Tokyo",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TimeTeller.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader().lines()) {
            return lines.map(Instant::parse).toList();
        }
    }

    /** What runs in the other JVM. */
    static final class TimeTeller {

        @SuppressWarnings("JavaUtilDate") // that is what is tested
        public static void main(String[] arguments) throws InterruptedException {
            tell(Instant.ofEpochMilli(System.currentTimeMillis()));
            tell(Instant.now());
            tell(Instant.ofEpochMilli(Clock.systemUTC().millis()));
            tell(Instant.ofEpochMilli(Clock.system(ZoneId.systemDefault()).millis()));
            tell(new Date().toInstant());
            tell(new GregorianCalendar(TimeZone.getTimeZone("America/Lima")).toInstant());
            tell(ZonedDateTime.now(ZoneId.systemDefault()).toInstant());
            tell(waitUntilSoon());
        }

        /** Ends at once if the deadline is understood; otherwise it would last hours. */
        private static Instant waitUntilSoon() throws InterruptedException {
            var deadline = Date.from(Instant.now().plusMillis(20));
            var lock = new ReentrantLock();
            lock.lock();
            try {
                var expired = lock.newCondition();
                while (expired.awaitUntil(deadline)) {
                    // woken without a reason: wait again
                }
                return Instant.now();
            } finally {
                lock.unlock();
            }
        }

        private static void tell(Instant time) {
            System.out.println(time);
        }
    }
}
