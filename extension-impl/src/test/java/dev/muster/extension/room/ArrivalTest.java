package dev.muster.extension.room;

import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.placement.LeastLoadedPlacement;
import dev.muster.room.RoomMoving;
import dev.muster.room.RoomOpened;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Rooms that come to a server, and what their observers do. */
class ArrivalTest implements RoomListener {

    private final Database database = TestDatabase.H2.create();
    private final TestCluster cluster =
            new TestCluster(database, Duration.ofSeconds(30), new LeastLoadedPlacement(), this);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Consumer<RoomOpened> observer = event -> {};

    @Test
    void othersWhoComeWhileTheStateIsPassedOn_wait() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        moved("a");
        observer = event -> {
            begun.countDown();
            await(goOn);
            heard.add("ready");
        };

        Thread first = new Thread(() -> cluster.server(2).find("a"));
        first.start();
        await(begun);
        Thread other = new Thread(() -> {
            cluster.server(2).find("a");
            heard.add("in");
        });
        other.start();
        while (other.getState() != Thread.State.WAITING && other.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        first.join();
        other.join();

        assertThat(heard).containsExactly("opened a with slide 12", "ready", "in");
    }

    @Test
    void roomThatMovesOnBeforeAnybodyCame_takesItsStateAlong() {
        moved("a");
        cluster.server(3);
        drain(2);

        cluster.server(3).find("a");

        assertThat(heard).containsExactly("opened a with slide 12", "opened a with slide 12");
    }

    @Test
    void observerThatClosesTheRoomAndEntersOthers_isNotInItsOwnWay() throws InterruptedException {
        observer = event -> {
            if (event.grant().room().startsWith("refused")) {
                cluster.server(1).close(event.grant().room());
                cluster.server(1).enter("instead of " + event.grant().room(), by("ada"));
            }
        };

        Thread thread = new Thread(() -> {
            // More than there are locks: two rooms may share one.
            for (int i = 0; i < 200; i++) {
                cluster.server(1).enter("refused" + i, by("ada"));
            }
        });
        thread.start();
        thread.join(30_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(cluster.server(1).rooms())
                .hasSize(200)
                .allMatch(room -> room.name().startsWith("instead of"));
    }

    @Test
    void observerThatFails_keepsNobodyOut() {
        observer = event -> {
            throw new IllegalStateException("no whiteboard");
        };

        assertThat(cluster.server(1).enter("a", by("ada")).isCurrent()).isTrue();
        cluster.server(1).enter("a", by("bob"));

        assertThat(heard).containsExactly("opened a");
    }

    @Test
    void whoComesByToken_findsTheRoomOpen() {
        cluster.server(2);
        cluster.server(1);
        cluster.drain(1);
        String url = cluster.server(1).enter("a", by("ada")).redirectUrl("/");

        String token = url.substring(url.indexOf('=') + 1);
        assertThat(cluster.server(2).redeem(token)).isPresent();

        assertThat(heard).containsExactly("opened a");
    }

    @Override
    public void moving(RoomMoving event) {
        event.handOver("slide 12".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void opened(RoomOpened event) {
        String state = event.state()
                .map(bytes -> " with " + new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        heard.add("opened " + event.grant().room() + state);
        observer.accept(event);
    }

    /** A room that was handed from server 1 to server 2. */
    private void moved(String room) {
        cluster.server(1).enter(room, by("ada"));
        cluster.server(2);
        drain(1);
        heard.clear();
    }

    private void drain(int id) {
        cluster.drain(id);
        new RoomMover(cluster.server(id), grant -> {}, this, 1000, () -> 0, nanos -> {})
                .drain(() -> 0, Long.MAX_VALUE, "test");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
