package dev.muster.session.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.session.Lookup;
import dev.muster.session.SessionKey;
import dev.muster.session.SessionStore;
import dev.muster.session.SessionStoreContract;
import dev.muster.session.StoredAttribute;
import dev.muster.session.StoredSession;
import dev.muster.session.jdbc.JdbcSessionStore;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The store contract through encryption, and what an intruder in the database can still do. */
class EncryptedSessionStoreTest extends SessionStoreContract {

    private static final String ONE = "one:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String OTHER_ONE = "one:BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String TWO = "two:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";

    private final Database database = TestDatabase.H2.create();

    @Override
    protected SessionStore store() {
        return store(ONE);
    }

    @Override
    protected SessionStore storeOfAnotherCluster() {
        return store("office", ONE);
    }

    private SessionStore store(String keys) {
        return store("shop", keys);
    }

    private SessionStore store(String cluster, String keys) {
        return new EncryptedSessionStore(raw(cluster), new AttributeCipher(cluster, EncryptionKeys.parse(keys)));
    }

    private JdbcSessionStore raw(String cluster) {
        return new JdbcSessionStore(database, cluster, 1000);
    }

    @Test
    void stored_isNotReadable() {
        StoredSession session = created("a", "word", "open sesame");

        StoredAttribute stored =
                raw("shop").load(session.key()).orElseThrow().attributes().get("word");

        assertThat(stored.codec()).isEqualTo("aes-gcm:one:text");
        assertThat(new String(stored.bytes(), UTF_8)).doesNotContain("sesame");
    }

    /** Two attributes of one value, and one value written twice, tell nothing by being equal. */
    @Test
    void equalValues_haveDifferentBytes() {
        StoredSession a = created("a", "x", "same", "y", "same");
        Map<String, StoredAttribute> stored =
                raw("shop").load(a.key()).orElseThrow().attributes();

        assertThat(stored.get("x").bytes()).isNotEqualTo(stored.get("y").bytes());
    }

    @Test
    void unchanged_keepsItsStoredBytes() {
        StoredSession base = created("a", "large", "x".repeat(5000), "count", "1");
        Map<String, StoredAttribute> before =
                raw("shop").load(base.key()).orElseThrow().attributes();
        Map<String, StoredAttribute> next = new HashMap<>(base.attributes());
        next.put("count", text("count", "2"));

        StoredSession saved = store().save(base, base.withAttributes(next)).orElseThrow();

        Map<String, StoredAttribute> after =
                raw("shop").load(base.key()).orElseThrow().attributes();
        assertThat(after.get("large")).isEqualTo(before.get("large"));
        assertThat(after.get("count")).isNotEqualTo(before.get("count"));
        assertThat(saved.attributes().get("large").origin().isApart()).isTrue();
    }

    @Test
    void changedElsewhere_reusesWhatTheCallerKnows() {
        StoredSession base = created("a", "large", "x".repeat(5000), "count", "1");
        StoredSession elsewhere = store().load(base.key()).orElseThrow();
        Map<String, StoredAttribute> next = new HashMap<>(elsewhere.attributes());
        next.put("count", text("count", "2"));
        store().save(elsewhere, elsewhere.withAttributes(next));

        Lookup found = store().find(base.key(), base);

        StoredSession fresh = ((Lookup.Changed) found).session();
        assertThat(fresh.attributes().get("count")).isEqualTo(text("count", "2"));
        assertThat(fresh.attributes().get("large").origin().bytes())
                .isSameAs(base.attributes().get("large").origin().bytes());
    }

    @Test
    void rotatedKeys_readOldAndWriteNew() {
        StoredSession session = created("a", "old", "kept");
        SessionStore rotated = store(TWO + "," + ONE);

        StoredSession base = rotated.load(session.key()).orElseThrow();
        Map<String, StoredAttribute> next = new HashMap<>(base.attributes());
        next.put("new", text("new", "written"));
        rotated.save(base, base.withAttributes(next));

        Map<String, StoredAttribute> stored =
                raw("shop").load(session.key()).orElseThrow().attributes();
        assertThat(stored.get("old").codec()).isEqualTo("aes-gcm:one:text");
        assertThat(stored.get("new").codec()).isEqualTo("aes-gcm:two:text");
        assertThat(rotated.load(session.key()).orElseThrow().attributes())
                .containsEntry("old", text("old", "kept"))
                .containsEntry("new", text("new", "written"));
    }

    /** Under a key that is unknown, or another one of the same id: the attribute is out of reach, the session lives. */
    @Test
    void wrongKey_leavesTheAttributeSealedAndKeepsIt() {
        StoredSession session = created("a", "word", "sesame");
        StoredAttribute sealed =
                raw("shop").load(session.key()).orElseThrow().attributes().get("word");
        for (String keys : List.of(TWO, OTHER_ONE)) {
            SessionStore other = store(keys);
            StoredSession seen = other.load(session.key()).orElseThrow();
            assertThat(seen.attributes()).containsEntry("word", sealed);
            Map<String, StoredAttribute> next = new HashMap<>(seen.attributes());
            next.put("mine", text("mine", keys));
            assertThat(other.save(seen, seen.withAttributes(next))).isPresent();
        }

        assertThat(store().load(session.key()).orElseThrow().attributes())
                .containsEntry("word", text("word", "sesame"));
    }

    @Test
    void movedToAnotherAttribute_doesNotOpen() {
        StoredSession session = created("a", "role", "user", "nick", "admin");
        plant(session, renamed(stored(session, "nick"), "role"));

        assertThat(read(session, "role").codec()).startsWith("aes-gcm:");
    }

    @Test
    void movedToAnotherSession_doesNotOpen() {
        StoredSession admin = created("a", "role", "admin");
        StoredSession user = created("b", "role", "user");
        plant(user, stored(admin, "role"));

        assertThat(read(user, "role").codec()).startsWith("aes-gcm:");
        assertThat(read(admin, "role")).isEqualTo(text("role", "admin"));
    }

    @Test
    void underAnotherCodecOrCluster_doesNotOpen() {
        StoredSession session = created("a", "role", "user");
        StoredAttribute sealed = stored(session, "role");
        plant(session, new StoredAttribute("role", "aes-gcm:one:java", sealed.bytes()));
        assertThat(read(session, "role").codec()).isEqualTo("aes-gcm:one:java");

        plant(session, sealed);
        AttributeCipher elsewhere = new AttributeCipher("office", EncryptionKeys.parse(ONE));
        assertThat(elsewhere.open(session.uid(), sealed)).isSameAs(sealed);
    }

    @Test
    void anyFlippedBit_doesNotOpen() {
        AttributeCipher cipher = new AttributeCipher("shop", EncryptionKeys.parse(ONE));
        StoredAttribute sealed = cipher.seal("uid", text("role", "user"));
        for (int i = 0; i < sealed.bytes().length * 8; i++) {
            byte[] flipped = sealed.bytes().clone();
            flipped[i / 8] ^= (byte) (1 << (i % 8));
            StoredAttribute broken = new StoredAttribute("role", sealed.codec(), flipped);
            assertThat(cipher.open("uid", broken)).isSameAs(broken);
        }
        for (String codec : List.of("aes-gcm:", "aes-gcm:one", "aes-gcm::text", "aes-gcm:one:")) {
            StoredAttribute broken = new StoredAttribute("role", codec, sealed.bytes());
            assertThat(cipher.open("uid", broken)).isSameAs(broken);
        }
    }

    /** Without this an intruder could write what he likes, simply unencrypted. */
    @Test
    void unencryptedInTheTable_isNotBelieved() {
        StoredSession session = created("a", "role", "user");
        plant(session, text("role", "admin"));

        assertThat(read(session, "role").codec()).isEqualTo("unencrypted:text");
        StoredSession seen = store().load(session.key()).orElseThrow();
        assertThat(store().save(seen, seen.withTimeout(Duration.ofHours(1)))).isPresent();
        assertThat(stored(session, "role")).isEqualTo(text("role", "admin"));
    }

    @Test
    void switchedOnInSteps_everyServerReadsEverything() {
        StoredSession session = createdBy(raw("shop"), "a", "first", "plain");
        SessionStore reading = store("plain," + ONE);
        SessionStore writing = store(ONE + ",plain");

        StoredSession base = writing.load(session.key()).orElseThrow();
        Map<String, StoredAttribute> next = new HashMap<>(base.attributes());
        next.put("second", text("second", "sealed"));
        writing.save(base, base.withAttributes(next));

        assertThat(stored(session, "second").codec()).isEqualTo("aes-gcm:one:text");
        for (SessionStore store : List.of(reading, writing)) {
            assertThat(store.load(session.key()).orElseThrow().attributes())
                    .containsEntry("first", text("first", "plain"))
                    .containsEntry("second", text("second", "sealed"));
        }
    }

    @Test
    void renamedSession_staysReadable() {
        StoredSession session = created("a", "word", "sesame");

        store().rename(session.uid(), SessionKey.of("b"));

        assertThat(store().load(SessionKey.of("b")).orElseThrow().attributes())
                .containsEntry("word", text("word", "sesame"));
    }

    private StoredAttribute read(StoredSession session, String name) {
        return store().load(session.key()).orElseThrow().attributes().get(name);
    }

    private StoredAttribute stored(StoredSession session, String name) {
        return raw("shop").load(session.key()).orElseThrow().attributes().get(name);
    }

    private void plant(StoredSession session, StoredAttribute attribute) {
        StoredSession before = raw("shop").load(session.key()).orElseThrow();
        Map<String, StoredAttribute> all = new HashMap<>(before.attributes());
        all.put(attribute.name(), attribute);
        assertThat(raw("shop").save(before, before.withAttributes(all))).isPresent();
    }

    private static StoredAttribute renamed(StoredAttribute attribute, String name) {
        return new StoredAttribute(name, attribute.codec(), attribute.bytes());
    }

    private static StoredAttribute text(String name, String value) {
        return new StoredAttribute(name, "text", value.getBytes(UTF_8));
    }

    private StoredSession created(String id, String... attributes) {
        return createdBy(store(), id, attributes);
    }

    private static StoredSession createdBy(SessionStore store, String id, String... namesAndValues) {
        Instant now = store.now();
        Map<String, StoredAttribute> all = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], text(namesAndValues[i], namesAndValues[i + 1]));
        }
        String uid = id.repeat(32).substring(0, 32);
        return store.create(new StoredSession(
                        uid, SessionKey.of(id), 1, now, now, Duration.ofMinutes(30), null, "node1", all))
                .orElseThrow();
    }
}
