package dev.muster.extension.room;

import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.placement.LeastLoadedPlacement;
import dev.muster.room.RoomOpened;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Several come to a room at the moment at which it arrives with state. */
class ArrivalTest {

    private final Database database = TestDatabase.H2.create();
    private final TestCluster cluster = new TestCluster(database, Duration.ofSeconds(30), new LeastLoadedPlacement());
    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<String> opened = new CopyOnWriteArrayList<>();

    @Test
    void stateThatIsOnItsWayOutOfTheDatabase_isWaitedFor() throws InterruptedException {
        cluster.server(1).enter("a", by("ada"));
        cluster.server(2);
        cluster.drain(1);
        RoomListener hands = new RoomListener() {
            @Override
            public void moving(dev.muster.room.RoomMoving event) {
                event.handOver("slide 12".getBytes(StandardCharsets.UTF_8));
            }
        };
        new RoomMover(cluster.server(1), grant -> {}, hands, 1000, () -> 0, nanos -> {})
                .drain(() -> 0, Long.MAX_VALUE, "test");
        ClusterRooms second = rooms(2);

        Thread first = new Thread(() -> second.find("a"));
        first.start();
        assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
        Thread other = new Thread(() -> second.find("a"));
        other.start();
        while (other.getState() != Thread.State.WAITING && other.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        first.join();
        other.join();

        assertThat(opened).containsExactly("slide 12");
    }

    private ClusterRooms rooms(int id) {
        RoomListener records = new RoomListener() {
            @Override
            public void opened(RoomOpened event) {
                opened.add(event.state()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse("nothing"));
            }
        };
        return new ClusterRooms(
                pausingStore(),
                TestCluster.NAME,
                cluster.identity(id),
                cluster,
                new LeastLoadedPlacement(),
                new SecretKeySpec(new byte[32], "HmacSHA256"),
                Redirects.direct(Duration.ofSeconds(30)),
                () -> 0,
                records);
    }

    /** Pauses when the first has taken the state from the database and nobody has it yet. */
    private RoomStore pausingStore() {
        RoomStore store = new JdbcRooms(database, TestCluster.NAME);
        return (RoomStore) Proxy.newProxyInstance(
                RoomStore.class.getClassLoader(), new Class<?>[] {RoomStore.class}, (proxy, method, arguments) -> {
                    Object answer = invoke(store, method, arguments);
                    if (method.getName().equals("takeState") && ((Optional<?>) answer).isPresent()) {
                        taken.countDown();
                        assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
                    }
                    return answer;
                });
    }

    private static Object invoke(RoomStore store, java.lang.reflect.Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
