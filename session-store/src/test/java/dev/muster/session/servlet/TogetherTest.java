package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TogetherTest {

    @Test
    void failureThatTheOthersWaitFor_isTheReason() {
        CyclicBarrier meet = new CyclicBarrier(3);
        Together.Work waiting = meet::await;

        Throwable thrown = catchThrowable(() -> Together.run(List.of(waiting, waiting, () -> {
            throw new IOException("the real one");
        })));

        assertThat(thrown).hasCauseInstanceOf(IOException.class).hasRootCauseMessage("the real one");
        assertThat(meet.isBroken()).isTrue();
    }

    @Test
    void othersThatGoOn_areNamedWithTheirPlaces() {
        CyclicBarrier never = new CyclicBarrier(2);

        Throwable thrown = catchThrowable(() -> Together.run(List.of(never::await, () -> {
            Wait.until(Duration.ofSeconds(10), () -> never.getNumberWaiting() == 1);
            throw new IOException("the real one");
        })));

        assertThat(thrown.getSuppressed()[0]).hasMessageStartingWith("together-0 was here");
        assertThat(thrown.getSuppressed()[0].getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(CyclicBarrier.class.getName()));
    }

    @Test
    void noFailure_returnsOnceAllAreDone() throws InterruptedException {
        CyclicBarrier meet = new CyclicBarrier(2);

        Together.run(List.of(meet::await, meet::await));

        assertThat(meet.getNumberWaiting()).isZero();
    }
}
