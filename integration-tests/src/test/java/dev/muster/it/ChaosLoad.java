package dev.muster.it;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Users, each in two tabs, who change and read their sessions on several servers while something goes wrong. */
final class ChaosLoad {

    private static final int THREADS = 6;
    private static final int USERS_PER_THREAD = 10;
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(8);
    private static final Duration DISTRUST = Duration.ofSeconds(1);

    private final List<PayaraServer> servers;
    private final Map<PayaraServer, Long> distrusted = new ConcurrentHashMap<>();
    private final ChaosTally tally = new ChaosTally();
    private volatile boolean going = true;

    private ChaosLoad(List<PayaraServer> servers) {
        this.servers = servers;
    }

    interface Faults {
        void happen(ChaosTally tally) throws Exception;
    }

    /** Lets the faults happen under load; at the end every user looks at the session once more on every server. */
    static ChaosTally during(List<PayaraServer> servers, Faults faults) throws Exception {
        return new ChaosLoad(servers).run(faults);
    }

    /** The load goes on. */
    static void goOn(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private ChaosTally run(Faults faults) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of the load: " + seed);
        var all = IntStream.range(0, THREADS)
                .mapToObj(number -> users(number, new Random(seed - number - 1)))
                .toList();
        var threads = Executors.newFixedThreadPool(THREADS);
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < THREADS; i++) {
            var users = new ArrayList<>(all.get(i));
            all.get((i + 1) % THREADS).stream().map(ChaosUser::secondTab).forEach(users::add);
            running.add(threads.submit(client(users, new Random(seed + i))));
        }
        try {
            faults.happen(tally);
        } finally {
            going = false;
            threads.shutdown();
            end(running);
        }
        return tally;
    }

    private static void end(List<Future<?>> running) throws InterruptedException, ExecutionException {
        for (var one : running) {
            one.get();
        }
    }

    private Callable<Void> client(List<ChaosUser> users, Random random) {
        return () -> {
            var http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            while (going) {
                var server = choose(random);
                if (!users.get(random.nextInt(users.size())).act(random, http, server, tally)) {
                    distrusted.put(server, System.nanoTime());
                }
                LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
            }
            lastLook(users, http);
            return null;
        };
    }

    private static List<ChaosUser> users(int number, Random random) {
        var users = new ArrayList<ChaosUser>();
        for (int i = 0; i < USERS_PER_THREAD; i++) {
            users.add(new ChaosUser("u%dx%dx%08x".formatted(number, i, random.nextInt())));
        }
        return users;
    }

    /** As a balancer would: another server after a failure, for a while. */
    private PayaraServer choose(Random random) {
        long now = System.nanoTime();
        var good = servers.stream()
                .filter(server -> now - distrusted.getOrDefault(server, now - DISTRUST.toNanos()) >= DISTRUST.toNanos())
                .toList();
        var candidates = good.isEmpty() ? servers : good;
        return candidates.get(random.nextInt(candidates.size()));
    }

    private void lastLook(List<ChaosUser> users, HttpClient http) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (var user : users) {
            for (var server : servers) {
                while (user.hasSession() && !user.read(http, server, tally)) {
                    if (System.nanoTime() > end) {
                        tally.error(server.name() + " does not answer at the end");
                        break;
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
            }
        }
    }
}
