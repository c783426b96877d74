package dev.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final List<Command> obeyed = new ArrayList<>();

    @Test
    void quit_endsTheReading() throws IOException {
        assertThat(read("servers\n\nquit\nhelp\n")).isTrue();
        assertThat(obeyed).containsExactly(new Command(Command.Verb.SERVERS, 0), new Command(Command.Verb.QUIT, 0));
    }

    @Test
    void endOfInput_isToldApartFromQuit() throws IOException {
        assertThat(read("servers\n")).isFalse();
    }

    @Test
    void mistakes_areShownAndReadingGoesOn() throws IOException {
        read("kill 7\nhelp\n");
        assertThat(obeyed).containsExactly(new Command(Command.Verb.HELP, 0));
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("There is no server '7'");
    }

    @Test
    void whatCannotBeDone_isShownAndReadingGoesOn() throws IOException {
        var prompt = prompt("kill 1\n");
        assertThat(prompt.readWhile(command -> {
                    throw new IllegalStateException("node1 is not running.");
                }))
                .isFalse();
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("node1 is not running.");
    }

    private boolean read(String typed) throws IOException {
        return prompt(typed).readWhile(command -> {
            obeyed.add(command);
            return command.verb() != Command.Verb.QUIT;
        });
    }

    private Prompt prompt(String typed) {
        var screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8));
        return new Prompt(new BufferedReader(new StringReader(typed)), screen, 2);
    }
}
