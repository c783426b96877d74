package dev.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftoversTest {

    private final Leftovers leftovers = new Leftovers();
    private final List<String> closed = new ArrayList<>();

    @Test
    void closing_goesBackwardsAndPastFailures() throws Exception {
        leftovers.open(() -> () -> closed.add("database"));
        leftovers.open(() -> () -> {
            throw new IllegalStateException("stuck");
        });
        leftovers.open(() -> () -> closed.add("server"));
        leftovers.close();
        leftovers.close();
        assertThat(closed).containsExactly("server", "database");
    }

    @Test
    void afterClosing_nothingIsOpened() {
        leftovers.close();
        assertThatThrownBy(() -> leftovers.open(() -> () -> closed.add("late")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void temporaryDirectory_isGoneWithWhatIsInIt() throws Exception {
        var directory = leftovers.open(TemporaryDirectory::create).path();
        Files.writeString(Files.createDirectories(directory.resolve("a/b")).resolve("c"), "d");
        leftovers.close();
        assertThat(directory).doesNotExist();
    }
}
