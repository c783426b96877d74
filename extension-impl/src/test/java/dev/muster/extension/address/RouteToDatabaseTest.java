package dev.muster.extension.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.sql.TestDatabase;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteToDatabaseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "jdbc:postgresql://db.example.org:5432/shop db.example.org",
                "jdbc:postgresql://one,two:5433/shop one",
                "jdbc:postgresql://[2001:db8::1]:5432/shop [2001:db8::1]",
                "jdbc:mariadb:sequential://db1,db2/shop db1",
                "jdbc:mysql://user:pass@db/shop db",
                "jdbc:h2:tcp://db:9092/~/shop db",
                "jdbc:derby://db:1527/shop;create=true db",
            })
    void urlWithAHost_namesIt(String url, String host) {
        assertThat(RouteToDatabase.host(url)).contains(host);
    }

    @ParameterizedTest
    @CsvSource({"jdbc:h2:mem:shop", "jdbc:derby:memory:shop", "jdbc:postgresql:shop", "jdbc:postgresql:///shop"})
    void urlWithoutAHost_namesNone(String url) {
        assertThat(RouteToDatabase.host(url)).isEmpty();
    }

    @Test
    void databaseInThisJvm_isReachedByLoopback() {
        assertThat(RouteToDatabase.localAddress(TestDatabase.H2.create())).matches(InetAddress::isLoopbackAddress);
    }
}
