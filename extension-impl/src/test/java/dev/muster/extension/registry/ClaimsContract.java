package dev.muster.extension.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** Who gets which slot, on every store of servers. */
abstract class ClaimsContract {

    static final Duration LEASE = Duration.ofSeconds(60);
    static final String CLUSTER = "shop";

    final AtomicLong ticks = new AtomicLong();

    /** The store under test, with leases of {@link #LEASE}. */
    abstract ServerStore store();

    /** Changes how long the slot's lease lasts. */
    abstract void moveLease(int id, Duration by);

    /** Changes up to what time ids may have been given. */
    abstract void setMark(int id, long mark);

    @Test
    void derivedNameOfALiveServer_getsASuffix() {
        Claimed first = leases(derived("host"), millis -> renewAll()).claim(0);
        Claimed second = leases(derived("host"), millis -> renewAll()).claim(0);
        Claimed third = leases(derived("host"), millis -> renewAll()).claim(0);

        assertThat(List.of(first, second, third))
                .extracting(it -> it.self().name())
                .containsExactly("host", "host-2", "host-3");
    }

    @Test
    void serverThatLeft_getsItsIdAgainAsANewIncarnation() {
        Claimed before = claim("a");
        claim("b");
        store().leave(before.self().id(), before.self().incarnation());

        Claimed after = claim("a");

        assertThat(after.self().id()).isEqualTo(before.self().id());
        assertThat(after.self().incarnation()).isGreaterThan(before.self().incarnation());
        assertThat(after.self().startedAt()).isAfterOrEqualTo(before.self().startedAt());
    }

    @Test
    void weight_isThatOfTheLatestStart() {
        Claimed before = claim("a");
        store().leave(before.self().id(), before.self().incarnation());

        assertThat(before.self().weight()).isEqualTo(50);
        assertThat(claim("a").self().weight()).isEqualTo(50);
    }

    @Test
    void serverThatWasKilled_waitsForItsOldLeaseAndGetsItsIdAgain() {
        Claimed before = claim("a");
        claim("b");
        List<Long> pauses = new ArrayList<>();

        Claimed after = leases(configured("a"), millis -> {
                    pauses.add(millis);
                    endLease(before.self().id());
                })
                .claim(0);

        assertThat(pauses).hasSize(1);
        assertThat(after.self().id()).isEqualTo(before.self().id());
    }

    @Test
    void configuredIdOfALiveServer_isRefusedWithItsNameAddressAndLease() {
        leases(fixed("c", 3), millis -> renewAll()).claim(0);

        assertThatThrownBy(() -> leases(fixed("d", 3), millis -> renewAll()).claim(0))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-031 server id 3 is held by 'c' at 10.1.1.3:8080 (lease until ")
                .hasMessageMatching(".*lease until \\d\\d:\\d\\d:\\d\\d UTC.*")
                .hasMessageContaining("muster.server.id");
    }

    @Test
    void configuredNameOfALiveServer_isRefused() {
        claim("a");

        assertThatThrownBy(() -> leases(configured("a"), millis -> renewAll()).claim(0))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-032 server name 'a' is held by server 1 at 10.1.1.3:8080");
    }

    @Test
    void rivalWhoseLeaseOutlastsOurPatience_isRefusedToo() {
        claim("a");

        assertThatThrownBy(() -> leases(
                                configured("a"),
                                millis -> ticks.addAndGet(LEASE.plusSeconds(1).toNanos()))
                        .claim(0))
                .hasMessageStartingWith("MUSTER-032");
    }

    @Test
    void ownFencedIncarnation_isNotWaitedFor() {
        Claimed before = claim("a");

        Claimed after = leases(configured("a"), ClaimsContract::fail)
                .claim(before.self().incarnation());

        assertThat(after.self().id()).isEqualTo(before.self().id());
        assertThat(after.self().incarnation()).isGreaterThan(before.self().incarnation());
    }

    /** While a server waits, all live servers renew their leases. */
    private void renewAll() {
        store().read().rows().forEach(row -> moveLease(row.id(), Duration.ofSeconds(1)));
    }

    void endLease(int id) {
        moveLease(id, Duration.ofHours(-1));
    }

    void shortenLease(int id) {
        moveLease(id, Duration.ofSeconds(-30));
    }

    Claimed claim(String name) {
        return leases(configured(name), ClaimsContract::fail).claim(0);
    }

    DatabaseLeases leases(Candidate candidate, LongConsumer pause) {
        return new DatabaseLeases(CLUSTER, store(), candidate, LEASE, ticks::get, pause);
    }

    static Candidate configured(String name) {
        return candidate(name, true, OptionalInt.empty());
    }

    private static Candidate derived(String name) {
        return candidate(name, false, OptionalInt.empty());
    }

    private static Candidate fixed(String name, int id) {
        return candidate(name, true, OptionalInt.of(id));
    }

    static Candidate candidate(String name, boolean configured, OptionalInt id) {
        return new Candidate(
                name,
                configured,
                1023,
                id,
                "http",
                "10.1.1.3",
                8080,
                "/shop",
                50,
                0,
                Set.of(),
                "10.1.1.3",
                "f00d",
                "0.1.0");
    }

    static void fail(long millis) {
        throw new AssertionError("there is nobody to wait for");
    }
}
