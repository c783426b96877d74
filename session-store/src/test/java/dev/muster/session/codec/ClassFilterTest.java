package dev.muster.session.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.shop.Shop;
import com.shop.Shop.Cart;
import com.shop.Shop.Line;
import com.shop.Shop.Other;
import com.shop.Shop.Size;
import dev.muster.config.Settings;
import dev.muster.session.StoredAttribute;
import dev.muster.session.metrics.SessionCounter;
import dev.muster.session.metrics.SessionMetrics;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the filter lets pass in each of its modes. */
class ClassFilterTest {

    @TempDir
    private Path folder;

    private final SessionMetrics metrics = new SessionMetrics();

    @Test
    void learned_isWhatTheApplicationWrote() throws Exception {
        write("cart", new Cart(new ArrayList<>(List.of(new Line("x", Size.LARGE)))));

        assertThat(Files.readAllLines(list()))
                .containsExactlyInAnyOrder(Cart.class.getName(), Line.class.getName(), Size.class.getName());
    }

    /** Who can write to the database must not be able to extend the list. */
    @Test
    void decoded_isNotLearned() throws Exception {
        StoredAttribute planted = codecs("deny").encode("cart", new Line("x", Size.SMALL));

        assertThat(codecs("learn").decode(planted)).isPresent();

        assertThat(Files.readAllLines(list())).isEmpty();
    }

    @Test
    void learnedOverRestarts_isKeptAndNotRepeated() throws Exception {
        write("a", new Line("x", null));
        write("b", new Cart(List.of(new Line("y", null))));

        assertThat(Files.readAllLines(list())).containsExactlyInAnyOrder(Cart.class.getName(), Line.class.getName());
    }

    @Test
    void learnedFile_allowsWhatWasLearnedAndNothingElse() throws Exception {
        StoredAttribute cart = write("cart", new Cart(List.of(new Line("x", Size.LARGE))));
        StoredAttribute other = codecs("deny").encode("other", new ArrayList<>(List.of(new Other())));
        AttributeCodecs allowing = codecs("allow");

        assertThat(allowing.decode(cart)).isPresent();
        assertThat(allowing.decode(other)).isEmpty();
        assertThat(metrics.count(SessionCounter.REFUSED)).isEqualTo(1);
        assertThat(metrics.count(SessionCounter.QUARANTINED)).isEqualTo(1);
    }

    @Test
    void learnedLambdaAndProxy_areAllowed() throws Exception {
        Object lambda = Shop.lambda();
        Object proxy = Shop.proxy();
        StoredAttribute first = write("lambda", lambda);
        StoredAttribute second = write("proxy", proxy);

        assertThat(codecs("allow").decode(first)).isPresent();
        assertThat(codecs("allow").decode(second)).isPresent();
        Files.writeString(list(), "");
        assertThat(codecs("allow").decode(first)).isEmpty();
        assertThat(codecs("allow").decode(second)).isEmpty();
    }

    @Test
    void basicValues_needNoList() throws Exception {
        Files.writeString(list(), "# nothing\n");
        AttributeCodecs allowing = codecs("allow");
        Object value =
                new HashMap<>(Map.of("a", List.of(1, 2L, "x"), "b", java.time.Instant.EPOCH, "c", new int[2][3]));

        assertThat(allowing.decode(allowing.encode("v", value))).isPresent();
    }

    @Test
    void patterns_coverPackagesAndNestedClasses() throws Exception {
        Files.writeString(list(), "  " + Cart.class.getPackageName() + ".*\n");
        StoredAttribute cart = codecs("deny").encode("cart", new Cart(List.of(new Line("x", Size.LARGE))));

        assertThat(codecs("allow").decode(cart)).isPresent();
    }

    /** What could not be read again is not written. */
    @Test
    void unlisted_isRefusedWhenItIsWritten() throws Exception {
        Files.writeString(list(), "com.office.*\n");

        assertThatThrownBy(() -> codecs("allow").encode("cart", new Other()))
                .hasMessageContainingAll("MUSTER-061", "'cart'", Other.class.getName(), "muster.session.filter-file");
    }

    @Test
    void gadgetNamedByTheAdministrator_isAllowed() throws Exception {
        Files.writeString(list(), "java.rmi.**\nsun.rmi.**\n");
        byte[] stub = Forge.bytes(new java.rmi.server.ObjID(1));

        assertThat(codecs("deny").decode(new StoredAttribute("stub", "java", stub)))
                .isEmpty();
        assertThat(codecs("allow").decode(new StoredAttribute("stub", "java", stub)))
                .isPresent();
    }

    @Test
    void missingList_failsTheStart() {
        assertThatThrownBy(() -> codecs("allow"))
                .hasMessageContainingAll("MUSTER-075", "muster.session.filter-file", list().toString());
    }

    @Test
    void learningWhereNobodyMayWrite_failsTheStart() {
        Path nowhere = folder.resolve("missing").resolve("list.txt");

        assertThatThrownBy(() -> codecs(
                        Map.of("muster.session.filter", "learn", "muster.session.filter-file", nowhere.toString())))
                .hasMessageContainingAll("MUSTER-075", nowhere.toString());
    }

    @Test
    void modeWithoutFile_isAContradiction() {
        assertThatThrownBy(() -> codecs(Map.of("muster.session.filter", "allow")))
                .hasMessageContainingAll("MUSTER-014", "muster.session.filter-file");
    }

    @Test
    @SuppressWarnings("URLEqualsHashCode")
    void urlsOfTheApplication_comeBack() throws Exception {
        URL url = new URL("https://shop.example/cart?x=1#top");
        Map<String, URL> map = new HashMap<>(Map.of("link", url));
        AttributeCodecs codecs = codecs("deny");

        assertThat(codecs.decode(codecs.encode("url", url))).get().hasToString(url.toString());
        assertThat(codecs.decode(codecs.encode("map", map))).get().hasToString(map.toString());
    }

    /** What a server does that learns, when the application sets an attribute. */
    private StoredAttribute write(String name, Object value) throws IOException {
        AttributeCodecs learning = codecs("learn");
        StoredAttribute attribute = learning.encode(name, value);
        learning.learn(attribute);
        return attribute;
    }

    private AttributeCodecs codecs(String mode) throws IOException {
        return codecs(Map.of("muster.session.filter", mode, "muster.session.filter-file", list().toString()));
    }

    private AttributeCodecs codecs(Map<String, String> settings) {
        return new AttributeCodecs(List.of(ClassFilterTest.class.getClassLoader()), Settings.ofMap(settings), metrics);
    }

    private Path list() {
        return folder.resolve("classes.txt");
    }
}
