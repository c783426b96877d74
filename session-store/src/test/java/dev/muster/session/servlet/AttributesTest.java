package dev.muster.session.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.session.ConflictResolver;
import dev.muster.session.StoredAttribute;
import dev.muster.session.codec.AttributeCodecs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What counts as a change, and what survives one made elsewhere. */
class AttributesTest {

    private final AttributeCodecs codec = new AttributeCodecs(List.of(AttributesTest.class.getClassLoader()));
    private final AtomicInteger conflicts = new AtomicInteger();
    private Optional<ConflictResolver> resolver = Optional.empty();
    private final Attributes attributes = new Attributes(
            codec,
            new Conflicts(() -> resolver, conflicts::incrementAndGet),
            new Activation(new SessionListeners(List::of)));

    @Test
    void readOnly_isNoChange() {
        load(codec.encode("list", new ArrayList<>(List.of("a"))), codec.encode("name", "Ada"));

        attributes.get("list");
        attributes.get("name");

        assertThat(attributes.changes(true)).isEmpty();
    }

    @Test
    void setToTheSame_isNoChange() {
        load(codec.encode("name", "Ada"));

        attributes.put("name", "Ada");

        assertThat(attributes.changes(true)).isEmpty();
    }

    @Test
    void changedInPlaceAfterAFlush_isAChangeAgain() {
        attributes.put("list", new ArrayList<>(List.of("a")));
        flush();
        assertThat(attributes.changes(true)).isEmpty();

        list("list").add("b");

        assertThat(attributes.changes(true)).containsOnlyKeys("list");
        flush();
        assertThat(attributes.changes(true)).isEmpty();
    }

    /** The object of an idle session may be held and changed by nobody that we know; reading it again tells. */
    @Test
    void changedWhileIdle_isFoundAtTheNextRead() {
        load(codec.encode("list", new ArrayList<>(List.of("a"))));
        List<Object> held = list("list");
        attributes.idle();
        held.add("b");

        assertThat(attributes.changes(true)).isEmpty();
        attributes.get("list");
        assertThat(attributes.changes(true)).containsOnlyKeys("list");
    }

    @Test
    void reloaded_keepsWhatWasChangedHereAndTheIdentityOfTheRest() {
        StoredAttribute same = codec.encode("same", new ArrayList<>(List.of("s")));
        load(same, codec.encode("mine", "old"), codec.encode("theirs", "old"), codec.encode("gone", "old"));
        Object identity = attributes.get("same");
        attributes.put("mine", "new");

        attributes.rebase(
                Map.of("same", same, "mine", codec.encode("mine", "old"), "theirs", codec.encode("theirs", "new")),
                attributes.changes(true));

        assertThat(attributes.get("same")).isSameAs(identity);
        assertThat(attributes.get("mine")).isEqualTo("new");
        assertThat(attributes.get("theirs")).isEqualTo("new");
        assertThat(attributes.get("gone")).isNull();
        assertThat(attributes.changes(true)).containsOnlyKeys("mine");
        assertThat(conflicts).hasValue(0);
    }

    @Test
    void changedOnBothSides_lastWriteWinsAndIsCounted() {
        load(codec.encode("name", "old"));
        attributes.put("name", "mine");

        Map<String, Optional<StoredAttribute>> changes = rebaseOn(codec.encode("name", "theirs"));

        assertThat(changes).containsEntry("name", Optional.of(codec.encode("name", "mine")));
        assertThat(attributes.get("name")).isEqualTo("mine");
        assertThat(conflicts).hasValue(1);
    }

    @Test
    void changedToTheSameOnBothSides_isNoConflict() {
        load(codec.encode("name", "old"));
        attributes.put("name", "new");

        rebaseOn(codec.encode("name", "new"));

        assertThat(conflicts).hasValue(0);
    }

    @Test
    void changedOnBothSides_isWhatTheResolverSays() {
        load(codec.encode("count", 10));
        resolver = Optional.of((name, mine, theirs) -> (Integer) mine + (Integer) theirs - 10);
        attributes.put("count", 11);

        Map<String, Optional<StoredAttribute>> changes = rebaseOn(codec.encode("count", 15));

        assertThat(changes).containsEntry("count", Optional.of(codec.encode("count", 16)));
        assertThat(attributes.get("count")).isEqualTo(16);
    }

    @Test
    void resolverThatPrefersTheOtherSide_changesNothingInTheStore() {
        load(codec.encode("name", "old"));
        resolver = Optional.of((name, mine, theirs) -> theirs);
        attributes.put("name", null);

        rebaseOn(codec.encode("name", "theirs"));

        assertThat(attributes.get("name")).isEqualTo("theirs");
        assertThat(attributes.changes(true)).isEmpty();
    }

    @Test
    void resolverThatThrows_leavesTheLastWrite() {
        load(codec.encode("name", "old"));
        resolver = Optional.of((name, mine, theirs) -> {
            throw new IllegalStateException("no idea");
        });
        attributes.put("name", "mine");

        rebaseOn(codec.encode("name", "theirs"));

        assertThat(attributes.get("name")).isEqualTo("mine");
    }

    private Map<String, Optional<StoredAttribute>> rebaseOn(StoredAttribute stored) {
        return attributes.rebase(Map.of(stored.name(), stored), attributes.changes(true));
    }

    @Test
    void removed_isAChangeUntilItIsSaved() {
        load(codec.encode("name", "Ada"));

        attributes.put("name", null);

        assertThat(attributes.changes(true)).containsEntry("name", Optional.empty());
        flush();
        assertThat(attributes.changes(true)).isEmpty();
        assertThat(attributes.names()).isEmpty();
    }

    @Test
    void undecodable_readsAsAbsentAndIsLeftAlone() {
        load(new StoredAttribute("odd", "java", "broken".getBytes(UTF_8)), codec.encode("name", "Ada"));

        assertThat(attributes.get("odd")).isNull();
        assertThat(attributes.names()).containsExactly("name");
        assertThat(attributes.changes(true)).isEmpty();
    }

    @Test
    void undecodable_canBeSetAnew() {
        load(new StoredAttribute("odd", "other-codec", new byte[] {1}));

        attributes.put("odd", "even");

        assertThat(attributes.changes(true)).containsOnlyKeys("odd");
    }

    private void load(StoredAttribute... stored) {
        Map<String, StoredAttribute> all = new HashMap<>();
        for (StoredAttribute attribute : stored) {
            all.put(attribute.name(), attribute);
        }
        attributes.rebase(all, Map.of());
    }

    private void flush() {
        attributes.saved(attributes.changes(true));
    }

    @SuppressWarnings("unchecked")
    private List<Object> list(String name) {
        return (List<Object>) attributes.get(name);
    }
}
