package dev.muster.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks each server again and again whether it answers, and tells the balancer. Whoever started it closes it. */
final class HealthCheck implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Balancer balancer;
    private final String path;
    private final HttpClient client;
    private final ScheduledExecutorService timer;

    private HealthCheck(Balancer balancer, String path, int backends) {
        this.balancer = balancer;
        this.path = path;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        // A thread each: a frozen server must not hold up the look at the others
        this.timer = Executors.newScheduledThreadPool(backends, task -> {
            var thread = new Thread(task, "health-check");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to ask for a path; 200 within a second is healthy, anything else is not. */
    static HealthCheck start(Balancer balancer, List<Backend> backends, String path) {
        var check = new HealthCheck(balancer, path, backends.size());
        for (var backend : backends) {
            var unused = check.timer.scheduleWithFixedDelay(
                    () -> check.look(backend), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        }
        return check;
    }

    private void look(Backend backend) {
        if (answers(backend)) {
            balancer.admit(backend);
        } else {
            balancer.expel(backend);
        }
    }

    private boolean answers(Backend backend) {
        var request = HttpRequest.newBuilder(backend.uri().resolve(path))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
