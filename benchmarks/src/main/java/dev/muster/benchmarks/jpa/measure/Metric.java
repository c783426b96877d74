package dev.muster.benchmarks.jpa.measure;

/** What is measured; times in microseconds. */
public enum Metric {
    EVICTION_P50("eviction p50 µs"),
    EVICTION_P99("eviction p99 µs"),
    EVICTION_P999("eviction p99.9 µs"),
    EVICTION_MISSING("evictions that never came"),
    COMMIT_P50("commit p50 µs"),
    AFTER_P50("of it after the database p50 µs"),
    AFTER_MEAN("of it after the database, mean µs"),
    NODE_CPU("CPU of the nodes per commit µs"),
    IDS_1("ids/s, 1 per commit"),
    IDS_10("ids/s, 10 per commit"),
    IDS_100("ids/s, 100 per commit"),
    EVENTS("events/s"),
    EVENT_P50("event p50 µs"),
    EVENT_P99("event p99 µs"),
    BYTES_1("bytes, 1 id"),
    BYTES_10("bytes, 10 ids"),
    BYTES_100("bytes, 100 ids");

    private final String title;

    Metric(String title) {
        this.title = title;
    }

    /** A name for people. */
    public String title() {
        return title;
    }
}
