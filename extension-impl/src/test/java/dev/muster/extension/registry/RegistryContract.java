package dev.muster.extension.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.config.Settings;
import dev.muster.extension.security.ClusterSecret;
import dev.muster.sql.Database;
import dev.muster.sql.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the registry has to do on each database. */
abstract class RegistryContract extends ServerStoreContract {

    private final TestDatabase kind;
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

    @Override
    ServerStore store() {
        return servers;
    }

    @Override
    void moveLease(int id, Duration by) {
        execute("update muster_server set lease_until = lease_until + (" + by.toMillis() + ") where id = " + id);
    }

    @Override
    void setMark(int id, long mark) {
        execute("update muster_server set id_high_water = " + mark + " where id = " + id);
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

    private Claimed joinAt(CyclicBarrier start, String name) {
        DatabaseLeases leases = leases(configured(name), ServerStoreContract::fail);
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

    private ClusterSecret agree(Map<String, String> more) {
        return ClusterPlace.agree(settings(more), database, CLUSTER);
    }

    private static Settings settings(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("muster.mode", "cluster");
        return Settings.ofMap(values);
    }

    private void execute(String sql) {
        database.run(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
