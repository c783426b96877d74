package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The OpenJPA sample on one server: it caches, so that the cluster's tests have something to evict. */
class BoardAloneIT {

    @Test
    void noticesAndQueries_comeFromTheCaches() throws Exception {
        try (var database = SharedPostgres.start();
                var server = PayaraServer.named("board-alone")
                        .properties(NoticeBoard.settings(database))
                        .war(Path.of("target/applications/board.war"))
                        .start()) {
            var board = new NoticeBoard("/board");
            assertThat(board.notice(server, 1)).isEqualTo("welcome");
            assertThat(board.all(server)).containsExactly("welcome", "wet paint");
            assertThat(board.hasCached(server, 1)).isTrue();

            try (var connection = database.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("update notice set text = 'behind the back of OpenJPA'");
            }

            assertThat(board.notice(server, 1)).isEqualTo("welcome");
            assertThat(board.all(server)).containsExactly("welcome", "wet paint");
            board.rewriteAll(server, "closed");
            assertThat(board.notice(server, 1)).isEqualTo("closed");
            assertThat(board.all(server)).containsExactly("closed", "closed");
            board.pin(server, 3, "open again");
            assertThat(board.all(server)).containsExactly("closed", "closed", "open again");
        }
    }
}
