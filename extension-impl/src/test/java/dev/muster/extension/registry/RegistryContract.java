package dev.muster.extension.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.MusterException;
import dev.muster.config.Settings;
import dev.muster.extension.security.ClusterSecret;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the registry has to do on each database. */
abstract class RegistryContract {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final String CLUSTER = "shop";

    private final TestDatabase kind;
    private final AtomicLong ticks = new AtomicLong();
    private Database database;
    private ServerTable servers;

    RegistryContract(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void makeDatabase() {
        database = kind.create();
        servers = new ServerTable(database, CLUSTER, LEASE);
        agree(Map.of());
    }

    @Test
    void serversThatJoinAtTheSameMoment_getDifferentIdsAndIncarnations() {
        int count = 8;
        CyclicBarrier start = new CyclicBarrier(count);
        var threads = Executors.newFixedThreadPool(count);
        List<CompletableFuture<Claimed>> joining = IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> joinAt(start, "s" + i), threads))
                .toList();
        List<Claimed> joined = joining.stream().map(CompletableFuture::join).toList();
        threads.shutdown();

        assertThat(joined).extracting(it -> it.self().id()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(joined).extracting(it -> it.self().incarnation()).doesNotHaveDuplicates();
    }

    @Test
    void derivedNameOfALiveServer_getsASuffix() {
        Claimed first = leases(derived("host"), this::renewAll).claim(0);
        Claimed second = leases(derived("host"), this::renewAll).claim(0);
        Claimed third = leases(derived("host"), this::renewAll).claim(0);

        assertThat(List.of(first, second, third))
                .extracting(it -> it.self().name())
                .containsExactly("host", "host-2", "host-3");
    }

    @Test
    void serverThatLeft_getsItsIdAgainAsANewIncarnation() {
        Claimed before = claim("a");
        claim("b");
        servers.leave(before.self().id(), before.self().incarnation());

        Claimed after = claim("a");

        assertThat(after.self().id()).isEqualTo(before.self().id());
        assertThat(after.self().incarnation()).isGreaterThan(before.self().incarnation());
        assertThat(after.self().startedAt()).isAfterOrEqualTo(before.self().startedAt());
    }

    @Test
    void weight_isThatOfTheLatestStart() {
        Claimed before = claim("a");
        servers.leave(before.self().id(), before.self().incarnation());

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
        leases(fixed("c", 3), this::renewAll).claim(0);

        assertThatThrownBy(() -> leases(fixed("d", 3), this::renewAll).claim(0))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith("MUSTER-031 server id 3 is held by 'c' at 10.1.1.3:8080 (lease until ")
                .hasMessageMatching(".*lease until \\d\\d:\\d\\d:\\d\\d UTC.*")
                .hasMessageContaining("muster.server.id");
    }

    @Test
    void configuredNameOfALiveServer_isRefused() {
        claim("a");

        assertThatThrownBy(() -> leases(configured("a"), this::renewAll).claim(0))
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

        Claimed after = leases(configured("a"), RegistryContract::fail)
                .claim(before.self().incarnation());

        assertThat(after.self().id()).isEqualTo(before.self().id());
        assertThat(after.self().incarnation()).isGreaterThan(before.self().incarnation());
    }

    @Test
    void endedLease_cannotBeRenewedAndDoesNotCount() {
        Claimed claimed = claim("a");
        endLease(1);

        assertThat(servers.renew(1, claimed.self().incarnation(), 0)).isEmpty();
        assertThat(servers.read().live()).isEmpty();
    }

    @Test
    void leaseOfAnEarlierIncarnation_cannotBeRenewed() {
        Claimed before = claim("a");
        leases(configured("a"), RegistryContract::fail).claim(before.self().incarnation());

        assertThat(servers.renew(1, before.self().incarnation(), 0)).isEmpty();
    }

    @Test
    void renewal_movesTheLease() {
        Claimed claimed = claim("a");
        shortenLease(1);

        Optional<Renewal> renewed = servers.renew(1, claimed.self().incarnation(), 0);

        ServerRow row = renewed.orElseThrow().snapshot().row(1).orElseThrow();
        assertThat(row.leaseUntil() - renewed.get().snapshot().now())
                .isBetween(LEASE.toMillis() - 5_000, LEASE.toMillis());
    }

    @Test
    void mesh_isPublishedToTheOthers() {
        Claimed claimed = claim("a");
        claim("b");

        servers.publishMesh(1, claimed.self().incarnation(), "10.1.1.1", 5636);

        Member member = servers.read().row(1).orElseThrow().member();
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
        execute("update muster_server set id_high_water = " + mark);

        Claimed after = leases(configured("a"), RegistryContract::fail)
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

        Renewal renewed = servers.renew(1, claimed.self().incarnation(), given).orElseThrow();

        assertThat(renewed.idHighWater()).isEqualTo(given + LEASE.toMillis());
        assertThat(servers.read().row(1).orElseThrow().idHighWater()).isEqualTo(given + LEASE.toMillis());
    }

    @Test
    void randomSecret_isTheSameForAll() {
        ClusterSecret one = agree(Map.of());
        ClusterSecret other = agree(Map.of());

        assertThat(one.key("test")).isEqualTo(other.key("test"));
    }

    @Test
    void serversThatMakeTheClusterAtTheSameMoment_agree() {
        Database fresh = kind.create();
        CyclicBarrier start = new CyclicBarrier(4);
        var threads = Executors.newFixedThreadPool(4);
        List<CompletableFuture<ClusterSecret>> making = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            await(start);
                            return ClusterPlace.agree(settings(Map.of()), fresh, CLUSTER);
                        },
                        threads))
                .toList();
        List<String> fingerprints =
                making.stream().map(it -> it.join().fingerprint()).toList();
        threads.shutdown();

        assertThat(fingerprints).containsOnly(fingerprints.get(0));
    }

    @Test
    void configuredSecretWhereTheClusterMadeOne_isRefusedWithBothFingerprints() {
        String theirs = agree(Map.of()).fingerprint();
        String ours = ClusterSecret.configured("correct horse battery", CLUSTER).fingerprint();

        assertThatThrownBy(() -> agree(Map.of("muster.secret", "correct horse battery")))
                .hasMessageStartingWith("MUSTER-030 cluster 'shop' has the secret")
                .hasMessageContaining(theirs)
                .hasMessageContaining(ours)
                .hasMessageNotContaining("horse");
    }

    @Test
    void configuredSecret_isSharedButNotStored() {
        execute("delete from muster_cluster");
        ClusterSecret one = agree(Map.of("muster.secret", "correct horse battery"));
        ClusterSecret other = agree(Map.of("muster.secret", "correct horse battery"));

        assertThat(one.key("test")).isEqualTo(other.key("test"));
        assertThat(one.stored()).doesNotContain("horse");
        assertThatThrownBy(() -> agree(Map.of("muster.secret", "another one, also long")))
                .hasMessageStartingWith("MUSTER-030")
                .hasMessageContaining(one.fingerprint());
        assertThatThrownBy(() -> agree(Map.of()))
                .hasMessageStartingWith("MUSTER-030")
                .hasMessageContaining("'none'");
    }

    @Test
    void otherSchemaVersion_isRefusedWithBothValues() {
        execute("update muster_cluster set schema_version = 7");

        assertThatThrownBy(() -> agree(Map.of()))
                .hasMessageStartingWith("MUSTER-030 cluster 'shop' has the schema version '7'")
                .hasMessageContaining("this server has '1'");
    }

    @Test
    void otherMode_isRefusedWithBothValues() {
        execute("update muster_cluster set operating_mode = 'strict'");

        assertThatThrownBy(() -> agree(Map.of()))
                .hasMessageStartingWith("MUSTER-030 cluster 'shop' has the mode 'strict'")
                .hasMessageContaining("this server has 'cluster'");
    }

    private Claimed claim(String name) {
        return leases(configured(name), RegistryContract::fail).claim(0);
    }

    private Claimed joinAt(CyclicBarrier start, String name) {
        DatabaseLeases leases = leases(configured(name), RegistryContract::fail);
        await(start);
        return leases.claim(0);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private DatabaseLeases leases(Candidate candidate, LongConsumer pause) {
        return new DatabaseLeases(CLUSTER, servers, candidate, LEASE, ticks::get, pause);
    }

    private static Candidate configured(String name) {
        return candidate(name, true, OptionalInt.empty());
    }

    private static Candidate derived(String name) {
        return candidate(name, false, OptionalInt.empty());
    }

    private static Candidate fixed(String name, int id) {
        return candidate(name, true, OptionalInt.of(id));
    }

    private static Candidate candidate(String name, boolean configured, OptionalInt id) {
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

    private ClusterSecret agree(Map<String, String> more) {
        return ClusterPlace.agree(settings(more), database, CLUSTER);
    }

    private static Settings settings(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("muster.mode", "cluster");
        return Settings.ofMap(values);
    }

    /** While a server waits, all live servers renew their leases. */
    private void renewAll(long millis) {
        execute("update muster_server set lease_until = lease_until + 1000");
    }

    private static void fail(long millis) {
        throw new AssertionError("there is nobody to wait for");
    }

    private void endLease(int id) {
        execute("update muster_server set lease_until = lease_until - 3600000 where id = " + id);
    }

    private void shortenLease(int id) {
        execute("update muster_server set lease_until = lease_until - 30000 where id = " + id);
    }

    private void execute(String sql) {
        database.run(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
