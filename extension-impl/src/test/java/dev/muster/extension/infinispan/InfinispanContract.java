package dev.muster.extension.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.extension.room.GrantCache.Entry;
import dev.muster.sql.TestDatabase;
import java.sql.PreparedStatement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How Infinispans find each other through one kind of database. */
abstract class InfinispanContract extends RunningCaches {

    InfinispanContract(TestDatabase kind) {
        super(kind);
    }

    @Test
    void servers_findEachOtherThroughTheDatabaseAndShareGrants() {
        InfinispanGrantCache one = start(1);
        Await.until("first is up", () -> holds(one, "before"));
        InfinispanGrantCache two = start(2);

        Await.until(
                "second knows what was there before", () -> two.get("before").isPresent());
        Await.until("first hears of the second's", () -> {
            two.put("after", new Entry(2, 2, 7));
            return one.get("after").isPresent();
        });

        assertThat(one.get("after")).contains(new Entry(2, 2, 7));
        // Repeated, because one put may overtake another: the cache gives hints, and keeps no order.
        Await.until("the end is heard of", () -> {
            two.put("after", new Entry(2, 0, 7));
            return one.get("after").equals(Optional.of(new Entry(2, 0, 7)));
        });
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void serverThatLeaves_leavesNoRow() {
        InfinispanGrantCache one = start(1);
        Await.until("first is up", () -> holds(one, "a"));
        InfinispanGrantCache two = start(2);
        Await.until("second is up", () -> two.get("a").isPresent());

        two.close();
        Await.until("its row is gone", () -> rows() == 1);
        one.close();
        Await.until("all rows are gone", () -> rows() == 0);
        assertThat(one.get("a")).isEmpty();
    }

    @Test
    void rowOfADeadServer_isRemovedAndStopsNobody() {
        insertDeadRow();

        InfinispanGrantCache one = start(1);

        Await.until("up", () -> holds(one, "a"));
        Await.until("only its own row is left", () -> rows() == 1);
    }

    private void insertDeadRow() {
        database().run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into muster_discovery (address, name, cluster_name, ip, coordinator) values ("
                            + "'uuid://00000000-0000-0000-0000-000000000001', 'dead', '" + TestNode.CLUSTER
                            + "', '127.0.0.1:1', true)")) {
                return statement.executeUpdate();
            }
        });
    }
}
