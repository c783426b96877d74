package dev.muster.extension.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.registry.Choice.Take;
import dev.muster.server.ServerState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every store of servers has to do, the tables and the simulator's model of them alike, so that the model cannot come
 * to be something else.
 */
abstract class ServerStoreContract extends ClaimsContract {

    @Test
    void endedLease_cannotBeRenewedAndDoesNotCount() {
        Claimed claimed = claim("a");
        endLease(1);

        assertThat(store().renew(1, claimed.self().incarnation(), 0)).isEmpty();
        assertThat(store().read().live()).isEmpty();
    }

    @Test
    void leaseOfAnEarlierIncarnation_cannotBeRenewed() {
        Claimed before = claim("a");
        leases(configured("a"), ServerStoreContract::fail).claim(before.self().incarnation());

        assertThat(store().renew(1, before.self().incarnation(), 0)).isEmpty();
    }

    @Test
    void renewal_movesTheLease() {
        Claimed claimed = claim("a");
        shortenLease(1);

        Optional<Renewal> renewed = store().renew(1, claimed.self().incarnation(), 0);

        ServerRow row = renewed.orElseThrow().snapshot().row(1).orElseThrow();
        assertThat(row.leaseUntil() - renewed.get().snapshot().now())
                .isBetween(LEASE.toMillis() - 5_000, LEASE.toMillis());
    }

    @Test
    void mesh_isPublishedToTheOthers() {
        Claimed claimed = claim("a");
        claim("b");

        store().publishMesh(1, claimed.self().incarnation(), "10.1.1.1", 5636);

        Member member = store().read().row(1).orElseThrow().member();
        assertThat(member.meshAddress()).isEqualTo("10.1.1.1");
        assertThat(member.meshPort()).isEqualTo(5636);
        assertThat(member.fingerprint()).isEqualTo("f00d");
    }

    @Test
    void ids_goOnAboveTheMarkAfterARestart() {
        Claimed before = claim("a");
        IdSequence ids = new IdSequence(before, ticks::get);
        long last = IntStream.range(0, 10_000).mapToLong(i -> ids.next()).max().orElseThrow();
        // As if the database's clock had gone back: what is stored lies far in the future.
        long mark = before.renewal().snapshot().now() + TimeUnit.HOURS.toMillis(1);
        setMark(before.self().id(), mark);

        Claimed after = leases(configured("a"), ServerStoreContract::fail)
                .claim(before.self().incarnation());

        long first = new IdSequence(after, ticks::get).next();
        assertThat(first).isGreaterThan(last);
        assertThat((first >> 22) + IdSequence.EPOCH_MILLIS).isGreaterThanOrEqualTo(mark);
        assertThat(after.renewal().idHighWater()).isGreaterThan(mark);
    }

    @Test
    void renewal_movesTheMarkBeyondTheIdsGiven() {
        Claimed claimed = claim("a");
        long given = claimed.renewal().snapshot().now() + TimeUnit.HOURS.toMillis(1);

        Renewal renewed = store().renew(1, claimed.self().incarnation(), given).orElseThrow();

        assertThat(renewed.idHighWater()).isEqualTo(given + LEASE.toMillis());
        assertThat(store().read().row(1).orElseThrow().idHighWater()).isEqualTo(given + LEASE.toMillis());
    }

    @Test
    void leaseThatLasts_cannotBeBuried() {
        Claimed claimed = claim("a");

        assertThat(store().bury(1, claimed.self().incarnation())).isFalse();

        assertThat(store().renew(1, claimed.self().incarnation(), 0)).isPresent();
    }

    @Test
    void leaseThatIsOver_isBuriedForGood() {
        Claimed claimed = claim("a");
        endLease(1);

        assertThat(store().bury(1, claimed.self().incarnation())).isTrue();
        moveLease(1, Duration.ofHours(2));

        assertThat(store().read().row(1).orElseThrow().server().state()).isEqualTo(ServerState.LOST);
        assertThat(store().read().live()).isEmpty();
        assertThat(store().renew(1, claimed.self().incarnation(), 0)).isEmpty();
        assertThat(store().bury(1, claimed.self().incarnation())).isTrue();
    }

    @Test
    void incarnationThatIsNotThereAnyMore_isBuried() {
        Claimed before = claim("a");
        store().leave(1, before.self().incarnation());
        assertThat(store().bury(1, before.self().incarnation())).isTrue();
        assertThat(store().read().row(1).orElseThrow().server().state()).isEqualTo(ServerState.LEFT);

        Claimed after = claim("a");

        assertThat(store().bury(1, before.self().incarnation())).isTrue();
        assertThat(store().bury(2, 77)).isTrue();
        assertThat(store().renew(1, after.self().incarnation(), 0)).isPresent();
    }

    @Test
    void serverThatLeft_cannotRenew() {
        Claimed claimed = claim("a");
        store().leave(1, claimed.self().incarnation());

        assertThat(store().renew(1, claimed.self().incarnation(), 0)).isEmpty();
        assertThat(store().read().live()).isEmpty();
    }

    @Test
    void goodbyeOfAnEarlierIncarnation_changesNothing() {
        Claimed before = claim("a");
        Claimed after = leases(configured("a"), ServerStoreContract::fail)
                .claim(before.self().incarnation());

        store().leave(1, before.self().incarnation());
        store().publishMesh(1, before.self().incarnation(), "10.9.9.9", 1);

        assertThat(store().read().live()).hasSize(1);
        assertThat(store().read().row(1).orElseThrow().member().meshPort()).isZero();
        assertThat(store().renew(1, after.self().incarnation(), 0)).isPresent();
    }

    @Test
    void choiceToTakeNothing_takesNothing() {
        assertThat(store().claim(snapshot -> new Choice.Full(), configured("a"), 0))
                .isEmpty();

        assertThat(store().read().rows()).isEmpty();
    }

    @Test
    void slotThatIsClaimed_isThereWithItsLoadAndItsMark() {
        Claimed claimed = store().claim(
                        snapshot -> new Take(4, "x", snapshot.row(4)), candidate("a", true, OptionalInt.empty()), 99)
                .orElseThrow();

        ServerRow row = store().read().row(4).orElseThrow();
        assertThat(claimed.asOf()).isEqualTo(99);
        assertThat(claimed.idFloor()).isZero();
        assertThat(row.incarnation()).isEqualTo(claimed.self().incarnation());
        assertThat(row.name()).isEqualTo("x");
        assertThat(row.server().load()).isZero();
        assertThat(row.idHighWater()).isEqualTo(claimed.renewal().idHighWater());
        assertThat(claimed.renewal().snapshot().row(4).orElseThrow().incarnation())
                .isEqualTo(row.incarnation());
    }
}
