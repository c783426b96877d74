package dev.muster.session.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.session.SessionKey;
import dev.muster.session.SessionStore;
import dev.muster.session.SessionStoreContract;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The store contract on one database, and what only a table can suffer. */
abstract class JdbcSessionStoreContract extends SessionStoreContract {

    private final Database database;

    JdbcSessionStoreContract(TestDatabase kind) {
        this.database = kind.create();
    }

    @Override
    protected SessionStore store() {
        return new JdbcSessionStore(database, "shop", 8192);
    }

    @Override
    protected SessionStore storeOfAnotherCluster() {
        return new JdbcSessionStore(database, "office", 8192);
    }

    @Test
    void brokenPayload_readsAsAbsent() {
        StoredSession session = stored(store().now());

        breakPayloads();

        assertThat(store().load(session.key())).isEmpty();
    }

    @Test
    void brokenPayload_expiresWithoutAttributesBesideOthers() {
        StoredSession session = stored(store().now().minus(Duration.ofHours(1)));

        breakPayloads();

        assertThat(store().takeExpired(10)).singleElement().satisfies(taken -> {
            assertThat(taken.key()).isEqualTo(session.key());
            assertThat(taken.attributes()).isEmpty();
        });
        assertThat(store().takeExpired(10)).isEmpty();
    }

    private StoredSession stored(Instant accessed) {
        StoredSession session = new StoredSession(
                "0123456789abcdef0123456789abcdef",
                SessionKey.of("broken"),
                1,
                accessed,
                accessed,
                Duration.ofMinutes(30),
                null,
                null,
                Map.of("a", new StoredAttribute("a", "text", new byte[] {1})));
        assertThat(store().create(session)).isPresent();
        return session;
    }

    private void breakPayloads() {
        database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("update muster_session set payload = ?")) {
                statement.setBytes(1, new byte[] {2, 0, 0, 0, 9, 127, 0, 0, 0});
                return statement.executeUpdate();
            }
        });
    }
}
