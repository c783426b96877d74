package dev.muster.benchmarks.micro;

import dev.muster.benchmarks.app.Cart;
import dev.muster.session.Lookup;
import dev.muster.session.SessionKey;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import dev.muster.session.codec.AttributeCodecs;
import dev.muster.session.jdbc.JdbcSessionStore;
import dev.muster.sql.Database;
import dev.muster.sql.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** How a session is found whose copy in this server is current, and one of which the server knows nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheBenchmark {

    private static final String ID = "Zm9yLWEtYmVuY2htYXJrLW9ubHkhISE";

    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:cache", "sa", "");
    private final JdbcSessionStore store = new JdbcSessionStore(prepared(), "shop", 8192);
    private final StoredSession session = session(store.now());

    private Database prepared() {
        Database database = Database.open(pool);
        Schema.prepare(database, "create");
        return database;
    }

    private static StoredSession session(Instant now) {
        AttributeCodecs codec = new AttributeCodecs(List.of(CacheBenchmark.class.getClassLoader()));
        Map<String, StoredAttribute> attributes =
                Map.of("user", codec.encode("user", "guest"), "cart", codec.encode("cart", Cart.of(5)));
        return new StoredSession(
                "0".repeat(32), SessionKey.of(ID), 1, now, now, Duration.ofHours(1), null, null, attributes);
    }

    /** Stores the session in a database inside this JVM, so that no network is in the figures. */
    @Setup
    public void create() {
        store.create(session);
    }

    /** Ends the database. */
    @TearDown
    public void close() {
        pool.dispose();
    }

    /** What a session is looked up by. */
    @Benchmark
    public SessionKey key() {
        return SessionKey.of(ID);
    }

    /** The narrow read. */
    @Benchmark
    public Lookup current() {
        return store.find(session.key(), session);
    }

    /** The read with payload. */
    @Benchmark
    public Lookup unknown() {
        return store.find(session.key(), null);
    }
}
