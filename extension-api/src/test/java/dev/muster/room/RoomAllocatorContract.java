package dev.muster.room;

import static dev.muster.room.EnterRequest.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link RoomAllocator} has to do on a server that is alone. */
public abstract class RoomAllocatorContract {

    /** How long redirect tokens have to be good for. */
    protected static final Duration TOKEN_LIFE = Duration.ofSeconds(30);

    /** The allocator of the only server; the same each time within one test. */
    protected abstract RoomAllocator allocator();

    /** Moves the clock by which redirect tokens expire. */
    protected abstract void advance(Duration time);

    @Test
    void enteredRoom_livesHereAndIsCurrent() {
        RoomGrant grant = allocator().enter("lecture-42", by("ada").expecting(30));

        assertThat(grant.room()).isEqualTo("lecture-42");
        assertThat(grant.isHere()).isTrue();
        assertThat(grant.isCurrent()).isTrue();
        grant.requireCurrent();
    }

    @Test
    void roomEnteredAgain_isTheSameGrant() {
        RoomGrant first = allocator().enter("a", by("ada"));
        RoomGrant second = allocator().enter("a", by("bob"));

        assertThat(second.epoch()).isEqualTo(first.epoch());
        assertThat(second.server().isSameIncarnation(first.server())).isTrue();
        assertThat(first.isCurrent()).isTrue();
    }

    @Test
    void unknownRoom_isNotFoundAndNotGranted() {
        assertThat(allocator().find("nowhere")).isEmpty();
        assertThat(allocator().rooms()).isEmpty();
        assertThat(allocator().close("nowhere")).isFalse();
    }

    @Test
    void knownRoom_isFoundCurrent() {
        RoomGrant entered = allocator().enter("a", by("ada"));

        assertThat(allocator().find("a")).hasValueSatisfying(found -> {
            assertThat(found.epoch()).isEqualTo(entered.epoch());
            assertThat(found.isCurrent()).isTrue();
        });
    }

    @Test
    void closedRoom_isGoneAndItsGrantIsNotCurrent() {
        RoomGrant grant = allocator().enter("a", by("ada"));

        assertThat(allocator().close("a")).isTrue();

        assertThat(allocator().close("a")).isFalse();
        assertThat(allocator().find("a")).isEmpty();
        assertThat(allocator().rooms()).isEmpty();
        assertThat(grant.isCurrent()).isFalse();
        assertThatThrownBy(grant::requireCurrent)
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-084");
    }

    @Test
    void roomGrantedAnew_hasAHigherEpochAndOnlyTheNewGrantIsCurrent() {
        RoomGrant old = allocator().enter("a", by("ada"));
        allocator().close("a");

        RoomGrant anew = allocator().enter("a", by("ada"));

        assertThat(anew.epoch()).isGreaterThan(old.epoch());
        assertThat(anew.isCurrent()).isTrue();
        assertThat(old.isCurrent()).isFalse();
    }

    @Test
    void roomNames_areTakenAsTheyAre() {
        List<String> names = List.of("a", "A", "ä", "会議室", "x' or '1'='1", "a/b?c#d", "n".repeat(200));
        Set<Long> grants = new HashSet<>();
        names.forEach(name -> allocator().enter(name, by("ada")));

        assertThat(allocator().rooms()).extracting(Room::name).containsExactlyElementsOf(sorted(names));
        names.forEach(name -> grants.add(allocator().find(name).orElseThrow().epoch()));
    }

    @Test
    void impossibleNames_areRefused() {
        for (String name : List.of("", "n".repeat(201), "a ", " a")) {
            assertThatThrownBy(() -> allocator().enter(name, by("ada"))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void rooms_showWeightAndParticipants() {
        RoomGrant grant = allocator().enter("a", by("ada").expecting(30));
        grant.join("bob");
        grant.join("ada");
        allocator().enter("b", by("ada"));

        assertThat(allocator().rooms())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .usingRecursiveComparison()
                                .ignoringFields("server", "openedAt")
                                .isEqualTo(new Room(
                                        "a",
                                        grant.server(),
                                        grant.epoch(),
                                        30,
                                        Optional.empty(),
                                        Set.of(),
                                        java.time.Instant.EPOCH,
                                        List.of("ada", "bob"))),
                        second -> {
                            assertThat(second.name()).isEqualTo("b");
                            assertThat(second.participants()).isEmpty();
                        });
    }

    @Test
    void participantWhoJoinsTwice_isShownOnceAndLeavesWithTheLast() {
        RoomGrant grant = allocator().enter("a", by("ada"));
        Participation firstTab = grant.join("ada");
        Participation secondTab = grant.join("ada");
        assertThat(participants("a")).containsExactly("ada");

        firstTab.close();
        firstTab.close();
        assertThat(participants("a")).containsExactly("ada");

        secondTab.close();
        assertThat(participants("a")).isEmpty();
        assertThat(secondTab.participant()).isEqualTo("ada");
    }

    @Test
    void closedRoom_losesItsParticipantsForGood() {
        RoomGrant old = allocator().enter("a", by("ada"));
        Participation before = old.join("ada");
        allocator().close("a");
        assertThatThrownBy(() -> old.join("bob")).hasMessageStartingWith("MUSTER-084");

        Participation after = allocator().enter("a", by("ada")).join("ada");
        before.close();
        assertThat(participants("a")).containsExactly("ada");

        after.close();
        assertThat(participants("a")).isEmpty();
    }

    @Test
    void manyJoinsAndLeavesAtOnce_areCountedRight() throws Exception {
        RoomGrant grant = allocator().enter("a", by("ada"));

        atOnce(4, thread -> {
            for (int i = 0; i < 25; i++) {
                grant.join("shared").close();
            }
            return grant.join("stays-" + thread);
        });

        assertThat(participants("a")).containsExactly("stays-0", "stays-1", "stays-2", "stays-3");
    }

    @Test
    void redirect_leadsToTheRoomsServerWithATokenThatCountsOnce() {
        RoomGrant grant = allocator().enter("a", by("ada"));

        String url = grant.redirectUrl("/room/42?x=1");

        assertThat(url).startsWith(grant.server().url() + "/room/42?x=1&muster.token=");
        assertThat(allocator().redeem(token(url))).contains(new Admission("ada", "a", grant.epoch()));
        assertThat(allocator().redeem(token(url))).isEmpty();
    }

    @Test
    void redirect_keepsQueryAndFragmentInOrder() {
        RoomGrant grant = allocator().enter("a", by("ada"));

        assertThat(grant.redirectUrl("/room")).startsWith(grant.server().url() + "/room?muster.token=");
        assertThat(grant.redirectUrl("/room#top")).matches(".*/room\\?muster\\.token=[\\w-]+#top");
        assertThatThrownBy(() -> grant.redirectUrl("room")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void redirectForNobody_isRefused() {
        allocator().enter("a", by("ada"));

        assertThatThrownBy(() -> allocator().find("a").orElseThrow().redirectUrl("/room"))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-085");
    }

    @Test
    void token_expires() {
        String inTime = token(allocator().enter("a", by("ada")).redirectUrl("/"));
        String late = token(allocator().enter("a", by("ada")).redirectUrl("/"));

        advance(TOKEN_LIFE.minusSeconds(1));
        assertThat(allocator().redeem(inTime)).isPresent();

        advance(Duration.ofSeconds(2));
        assertThat(allocator().redeem(late)).isEmpty();
    }

    @Test
    void tokenOfAnEarlierEpoch_admitsNobody() {
        String token = token(allocator().enter("a", by("ada")).redirectUrl("/"));
        allocator().close("a");
        assertThat(allocator().redeem(token)).isEmpty();

        allocator().enter("a", by("ada"));
        assertThat(allocator().redeem(token)).isEmpty();
    }

    @Test
    void tokenForManyAtOnce_admitsOne() throws Exception {
        String token = token(allocator().enter("a", by("ada")).redirectUrl("/"));

        List<Boolean> admitted = atOnce(4, thread -> allocator().redeem(token).isPresent());

        assertThat(admitted).containsOnlyOnce(true);
    }

    @Test
    void forgedTokens_admitNobody() {
        String token = token(allocator().enter("a", by("ada")).redirectUrl("/"));
        byte[] bytes = Base64.getUrlDecoder().decode(token);

        for (int i = 0; i < bytes.length; i++) {
            byte[] forged = bytes.clone();
            forged[i] ^= 1;
            assertThat(allocator().redeem(encode(forged))).as("bit %d", i).isEmpty();
        }
        for (int length = 0; length < bytes.length; length++) {
            assertThat(allocator().redeem(encode(java.util.Arrays.copyOf(bytes, length))))
                    .isEmpty();
        }
        assertThat(allocator().redeem(token)).isPresent();
    }

    @Test
    void garbage_admitsNobody() {
        Random random = new Random(4711);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(allocator().redeem(encode(bytes))).isEmpty();
            assertThat(allocator().redeem(new String(bytes, StandardCharsets.ISO_8859_1)))
                    .isEmpty();
        }
        assertThat(allocator().redeem("A".repeat(10_000_000))).isEmpty();
    }

    @Test
    void usersOfAnyName_areAdmittedAsTheyAre() {
        for (String user : List.of("", "ada", "Ünïcödé 会", "a&b=c#?")) {
            String token = token(allocator().enter("a", by(user)).redirectUrl("/"));
            assertThat(allocator().redeem(token))
                    .hasValueSatisfying(
                            admission -> assertThat(admission.user()).isEqualTo(user));
        }
    }

    @Test
    void roomEnteredByManyAtOnce_isGrantedOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            String room = "room-" + round;
            List<Long> epochs =
                    atOnce(4, thread -> allocator().enter(room, by("ada")).epoch());
            assertThat(new HashSet<>(epochs)).hasSize(1);
        }
    }

    /** The participants of a room with a live grant. */
    protected final List<String> participants(String room) {
        return allocator().rooms().stream()
                .filter(r -> r.name().equals(room))
                .findFirst()
                .orElseThrow()
                .participants();
    }

    /** The token in a redirect URL. */
    protected static String token(String url) {
        return url.substring(url.indexOf("muster.token=") + "muster.token=".length());
    }

    /** Starts the same work on several threads in the same moment; each is told its number. */
    protected static <T> List<T> atOnce(int threads, Numbered<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                tasks.add(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return work.run(thread);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    /** Work of one of several threads. */
    @FunctionalInterface
    protected interface Numbered<T> {

        /** Does the work of the thread with this number, counted from 0. */
        T run(int thread) throws Exception;
    }
}
