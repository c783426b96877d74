package dev.muster.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontendMessagesTest {

    private final TrafficCounter counter = new TrafficCounter();
    private final FrontendMessages messages = new FrontendMessages(counter);

    @Test
    void preparedStatement_isCountedWheneverItIsExecuted() {
        sent('P', "S_1", "select 1");
        for (int i = 0; i < 3; i++) {
            sent('B', "", "S_1");
            sent('E', "");
        }

        assertThat(counter.now().executions()).isEqualTo(Map.of("select 1", 3L));
    }

    @Test
    void transactionControl_isNoStatement() {
        sent('Q', "BEGIN");
        sent('Q', "select 1");
        sent('Q', "COMMIT");

        assertThat(counter.now().statements()).isEqualTo(1);
    }

    private void sent(char type, String... texts) {
        messages.sent(type, (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8));
    }
}
