package dev.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.demo.Command.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommandTest {

    @ParameterizedTest
    @CsvSource({
        "kill 1, KILL, 1",
        "  START   2 , START, 2",
        "pause node2, PAUSE, 2",
        "resume 1, RESUME, 1",
        "stop 2, STOP, 2",
        "servers, SERVERS, 0",
        "help, HELP, 0",
        "Quit, QUIT, 0"
    })
    void rightLine_isUnderstood(String line, Verb verb, int server) {
        assertThat(Command.parse(line, 2)).isEqualTo(new Command(verb, server));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "destroy 1 | 'destroy' is not a command. Try: help",
                "kill | Write it like this: kill <number>",
                "kill 1 2 | Write it like this: kill <number>",
                "quit now | Write it like this: quit",
                "kill 3 | There is no server '3', only 1 to 2.",
                "kill 0 | There is no server '0', only 1 to 2.",
                "kill 99999999999 | There is no server '99999999999', only 1 to 2.",
                "kill node | There is no server 'node', only 1 to 2."
            })
    void wrongLine_isRefusedWithWhatWouldBeRight(String line, String answer) {
        assertThatThrownBy(() -> Command.parse(line, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(answer);
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void usage_isItselfACommand(Verb verb) {
        assertThat(Command.parse(verb.usage().replace("<number>", "1"), 2).verb())
                .isEqualTo(verb);
    }

    @Test
    void serverNames_areNotCaseSensitive() {
        assertThat(Command.parse("kill Node1", 2)).isEqualTo(new Command(Verb.KILL, 1));
    }
}
