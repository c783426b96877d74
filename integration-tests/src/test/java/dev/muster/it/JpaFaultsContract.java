package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Second-level caches and query caches of EclipseLink and of OpenJPA on two real servers that are killed, frozen and cut
 * off from each other.
 *
 * <p>Before each scene both servers answer from their caches. After each they read what is in the database, and every
 * cache that was emptied was emptied for a reason that the log gives.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class JpaFaultsContract {

    private static final Duration SOON = Duration.ofSeconds(45);

    /** Each application of a server has one of its own. */
    private static final int MESHES = 3;

    private static TwoShops shops;

    private final PayaraServer east = shops.east();
    private final PayaraServer west = shops.west();
    private final ProxiedMesh mesh = shops.mesh();
    private final Staleness staleness = new Staleness();
    private final List<CachesOfTwo> providers = List.of(caches(TwoShops.SHOP), caches(TwoShops.BOARD));
    private Flushes flushes = Flushes.from(shops.both());

    /** How often the scenes are repeated that need luck to go wrong. */
    abstract int rounds();

    @BeforeAll
    static void start() throws Exception {
        shops = TwoShops.start();
        var unused = new Staleness();
        for (var application : List.of(TwoShops.SHOP, TwoShops.BOARD)) {
            new CachesOfTwo(shops, texts(application), unused).open();
        }
    }

    @AfterAll
    static void close() {
        shops.close();
    }

    private static CachedTexts texts(String application) {
        return application.equals(TwoShops.BOARD) ? CachedTexts.board(application) : CachedTexts.stock(application);
    }

    private CachesOfTwo caches(String application) {
        return new CachesOfTwo(shops, texts(application), staleness);
    }

    @BeforeEach
    void warm() throws SQLException {
        for (var caches : providers) {
            caches.warm();
        }
        flushes = Flushes.from(shops.both());
    }

    @AfterEach
    void nothingIsStale(TestInfo scene) throws SQLException {
        bringBack();
        System.out.println(scene.getDisplayName() + ": seen after at most "
                + staleness.longest().toMillis() + " ms; " + flushes);
        for (var caches : providers) {
            caches.assertAllFresh();
        }
        flushes.assertExplained();
    }

    private void bringBack() {
        mesh.heal();
        for (var server : shops.both()) {
            if (!server.isAlive()) {
                server.restart();
                mesh.plugIn(server);
            }
        }
        providers.forEach(CachesOfTwo::awaitLinked);
    }

    @Test
    @Order(1)
    void changesBulkUpdatesAndInserts_leaveTheOthersCaches() {
        for (var caches : providers) {
            for (var writer : shops.both()) {
                caches.change(writer, 1);
                caches.awaitSeen(shops.other(writer));
                caches.assertBulkUpdateIsSeen(writer, shops.other(writer));
                caches.assertInsertIsSeen(writer, shops.other(writer));
            }
        }
        assertNothingEmptied();
    }

    private void assertNothingEmptied() {
        for (var server : shops.both()) {
            assertThat(flushes.lines(server, Flushes.EMPTIED)).isEmpty();
            assertThat(flushes.lines(server, Flushes.LINK_LOST)).isEmpty();
        }
    }

    @Test
    @Order(2)
    void linksBrokenAmongCommits_areMadeGoodByReplay() {
        int replayed = 0;
        // A link may break just between two commits, and then there is nothing to send again.
        for (int round = 0; round < 2 * rounds() || (replayed == 0 && round < 40); round++) {
            commitWhileLinksBreak(shops.both().get(round % 2));
            replayed += shops.replayedBetweenBoards();
        }
        for (var server : shops.both()) {
            assertThat(flushes.count(server, Flushes.LINK_LOST))
                    .as("links lost")
                    .isPositive();
        }
        assertThat(replayed).as("commits sent again").isPositive();
    }

    private void commitWhileLinksBreak(PayaraServer writer) {
        for (int commit = 0; commit < 10; commit++) {
            if (commit == 5) {
                mesh.cut();
            }
            changeWithBoth(writer, 1 + commit % 2);
            if (commit == 5) {
                mesh.heal();
            }
        }
        awaitSeen(shops.other(writer));
    }

    private void changeWithBoth(PayaraServer writer, long id) {
        providers.forEach(caches -> caches.change(writer, id));
    }

    private void awaitSeen(PayaraServer reader) {
        providers.forEach(caches -> caches.awaitSeen(reader));
    }

    @Test
    @Order(3)
    void nothingArrivesForTwoSeconds_isHeardOfLaterAndEmptiesNothing() {
        mesh.silence();
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        changeWithBoth(east, 1);
        changeWithBoth(west, 2);
        Await.until("two seconds", SOON, () -> System.nanoTime() - end > 0);
        mesh.heal();
        shops.both().forEach(this::awaitSeen);
        assertNothingEmptied();
    }

    @Test
    @Order(4)
    void linksGoneForTwoSeconds_areBackInTimeAndEmptyNothing() {
        mesh.cut();
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        changeWithBoth(east, 1);
        changeWithBoth(west, 2);
        Await.until("two seconds", SOON, () -> System.nanoTime() - end > 0);
        mesh.heal();
        shops.both().forEach(this::awaitSeen);
        for (var server : shops.both()) {
            assertThat(flushes.count(server, Flushes.LINK_LOST)).isPositive();
            assertThat(flushes.lines(server, Flushes.EMPTIED)).isEmpty();
            assertThat(flushes.lines(server, Flushes.BYPASS)).isEmpty();
        }
    }

    @Test
    @Order(5)
    void oneDirectionCut_makesBothReadTheDatabaseUntilItIsBack() throws SQLException {
        for (int round = 0; round < rounds(); round++) {
            var mute = shops.both().get(round % 2);
            var seen = Flushes.from(shops.both());
            mesh.muteSendingOf(mute);
            changeWithBoth(mute, 1);
            changeWithBoth(shops.other(mute), 2);
            shops.both().forEach(this::awaitSeen);
            for (var server : shops.both()) {
                awaitBypassed(server, seen);
            }
            mesh.heal();
            for (var server : shops.both()) {
                awaitCount(server, seen, Flushes.BYPASS_ENDED, MESHES);
            }
        }
    }

    private void awaitBypassed(PayaraServer server, Flushes seen) throws SQLException {
        awaitCount(server, seen, Flushes.BYPASS, MESHES);
        for (var caches : providers) {
            caches.assertBypassed(server);
        }
    }

    private static void awaitCount(PayaraServer server, Flushes seen, String code, int atLeast) {
        Await.value(code + " on " + server.name(), SOON, () -> seen.count(server, code), count -> count >= atLeast);
    }

    @Test
    @Order(6)
    void frozenServer_readsNothingOldWhenItGoesOnAndCostsTheOtherOnlyItsCaches() throws SQLException {
        for (int round = 0; round < rounds(); round++) {
            var frozen = shops.both().get(round % 2);
            var seen = Flushes.from(shops.both());
            frozen.pause();
            try {
                changeForTenSeconds(shops.other(frozen));
                awaitBypassed(shops.other(frozen), seen);
            } finally {
                frozen.resume();
            }
            providers.forEach(caches -> caches.assertSeenAtOnce(frozen));
            awaitCount(frozen, seen, Flushes.STOOD_STILL, MESHES);
            awaitCount(shops.other(frozen), seen, Flushes.BYPASS_ENDED, MESHES);
        }
    }

    private void changeForTenSeconds(PayaraServer writer) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() - end < 0) {
            long start = System.nanoTime();
            changeWithBoth(writer, 1);
            changeWithBoth(writer, 2);
            awaitSeen(writer);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Staleness.BOUND);
        }
    }

    @Test
    @Order(7)
    void killedRightAfterItsCommit_leavesNothingOldOnTheOther() {
        for (int round = 0; round < rounds(); round++) {
            var victim = shops.both().get(round % 2);
            for (int commit = 0; commit < 10; commit++) {
                changeWithBoth(victim, 1 + commit % 2);
            }
            kill(victim);
            awaitSeen(shops.other(victim));
            assertThat(flushes.count(shops.other(victim), Flushes.LINK_LOST)).isPositive();
            assertThat(flushes.lines(shops.other(victim), Flushes.BYPASS)).isEmpty();
            bringBack();
        }
    }

    private void kill(PayaraServer victim) {
        ProcessHandle.of(victim.pid()).ifPresent(ProcessHandle::destroyForcibly);
        mesh.unplug(victim);
        victim.kill();
    }

    @Test
    @Order(8)
    void cutOffServerThatCommitsAndDies_leavesNothingOldOnTheOther() throws SQLException {
        for (int round = 0; round < rounds(); round++) {
            var victim = shops.both().get((round + 1) % 2);
            var survivor = shops.other(victim);
            var seen = Flushes.from(shops.both());
            mesh.cut();
            awaitBypassed(survivor, seen);
            changeWithBoth(victim, 1);
            awaitSeen(survivor);
            changeWithBoth(victim, 1);
            kill(victim);
            awaitCount(survivor, seen, Flushes.BYPASS_ENDED, MESHES);
            awaitSeen(survivor);
            bringBack();
        }
    }

    @Test
    @Order(9)
    void applicationsOfOneServer_hearNothingOfEachOther() throws SQLException {
        var outlet = caches(TwoShops.OUTLET);
        outlet.awaitLinked();
        for (var caches : providers) {
            caches.warm();
        }
        for (var server : shops.both()) {
            assertThat(List.of(
                            mesh.realPort(TwoShops.SHOP, server.name()),
                            mesh.realPort(TwoShops.OUTLET, server.name()),
                            shops.boardPort(server)))
                    .doesNotHaveDuplicates();
        }
        var shop = providers.get(0);
        outlet.warm();
        var outletsThird = outlet.texts().text(east, 3);
        shop.change(east, 3);
        shop.awaitSeen(west);
        for (var server : shops.both()) {
            assertThat(outlet.isServed(server)).isTrue();
            assertThat(outlet.texts().text(server, 3)).as("old, from the cache").isEqualTo(outletsThird);
        }
        outlet.change(west, 2);
        outlet.awaitSeen(east);
        // This is where applications that share a table belong into one cluster.
        shop.assertBulkUpdateIsSeen(east, west);
    }
}
