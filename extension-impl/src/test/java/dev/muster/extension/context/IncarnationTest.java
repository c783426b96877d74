package dev.muster.extension.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.server.ServerIdentity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncarnationTest {

    /** The server gets another slot between the questions for its incarnation and for its slot. */
    @Test
    void serverThatComesBackMeanwhile_isTakenWhole() {
        var answers = new Answers(List.of(5L, 6L, 6L, 6L), List.of(2, 2));

        assertThat(Incarnation.of(answers)).isEqualTo(new Incarnation(2, 6));
    }

    @Test
    void serverThatIsFenced_holdsNothing() {
        var answers = new Answers(List.of(5L), List.of(1));
        answers.current = false;

        assertThat(new Incarnation(1, 5).isCurrent(answers)).isFalse();
        assertThatThrownBy(() -> Incarnation.of(answers)).isInstanceOf(IllegalStateException.class);
    }

    /** An earlier incarnation is not proved by the lease of the next, whichever question is asked first. */
    @Test
    void earlierIncarnation_isNotCurrent() {
        assertThat(new Incarnation(1, 5).isCurrent(new Answers(List.of(6L), List.of(1))))
                .isFalse();
        assertThat(new Incarnation(1, 6).isCurrent(new Answers(List.of(6L), List.of(1))))
                .isTrue();
    }

    @Test
    void leaseThatIsProvedForTheNextIncarnation_isNotTakenForThisOnes() {
        ServerIdentity regains = new Answers(List.of(5L), List.of(1)) {
            @Override
            public boolean isCurrent() {
                incarnations.clear();
                incarnations.add(6L);
                return true;
            }
        };

        assertThat(new Incarnation(1, 5).isCurrent(regains)).isFalse();
    }

    /** Gives one answer after the other. */
    private static class Answers implements ServerIdentity {

        final Deque<Long> incarnations;
        private final Deque<Integer> slots;
        private boolean current = true;

        Answers(List<Long> incarnations, List<Integer> slots) {
            this.incarnations = new ArrayDeque<>(incarnations);
            this.slots = new ArrayDeque<>(slots);
        }

        @Override
        public int serverId() {
            return slots.remove();
        }

        @Override
        public long incarnation() {
            return incarnations.remove();
        }

        @Override
        public String name() {
            return "a";
        }

        @Override
        public boolean isCurrent() {
            return current;
        }

        @Override
        public void requireCurrent() throws MusterException {
            if (!current) {
                throw new IllegalStateException("fenced by the test");
            }
        }

        @Override
        public long nextId() {
            return 0;
        }
    }
}
