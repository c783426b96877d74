package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two jars, one line in the application's {@code beans.xml} and a data source: sessions live in the database, and
 * nothing else changes.
 */
@ExtendWith(TwoServers.Shared.class)
class SwitchingOnIT {

    private final TwoServers servers;

    SwitchingOnIT(TwoServers servers) {
        this.servers = servers;
    }

    @Test
    void alternativeInBeansXml_keepsSessionsInTheDatabase() throws Exception {
        var customer = new LegacyShop(Browser.open(), TwoServers.SWITCHED);

        assertThat(customer.count(servers.east())).isEqualTo(1);
        assertThat(customer.count(servers.west())).isEqualTo(2);
        assertThat(customer.count(servers.east())).isEqualTo(3);

        var tables = new SharedTables(servers.database());
        assertThat(tables.sessionsLast("switched")).hasSize(1);
        assertThat(tables.leases("switched")).as("servers: there is no cluster").isEmpty();
    }
}
