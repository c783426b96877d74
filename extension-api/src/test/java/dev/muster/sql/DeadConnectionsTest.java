package dev.muster.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.appserv.jdbc.DataSource;
import dev.muster.MusterException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadConnectionsTest {

    private final List<Object> marked = new ArrayList<>();
    private final List<Object> given = new ArrayList<>();
    private final Database database = Database.open(payara());

    @Test
    void deadConnection_poolIsToldBeforeItGoesBack() {
        given.clear();

        assertThatThrownBy(() -> database.run(failing("08006"))).isInstanceOf(MusterException.class);

        assertThat(marked).hasSize(1).isEqualTo(given);
    }

    @Test
    void connectionThatWasDeadBefore_isReplacedByAnother() {
        given.clear();

        Integer result =
                database.run(connection -> given.size() < 3 ? failing("57P01").run(connection) : 7);

        assertThat(result).isEqualTo(7);
        assertThat(marked).isEqualTo(given.subList(0, 2));
    }

    @Test
    void refusedStatement_poolKeepsItsConnection() {
        assertThatThrownBy(() -> database.run(failing("42P01"))).isInstanceOf(MusterException.class);

        assertThat(marked).isEmpty();
    }

    private static SqlWork<Integer> failing(String state) {
        return connection -> {
            throw new SQLException("wanted", state);
        };
    }

    private DataSource payara() {
        javax.sql.DataSource real = TestDatabase.H2.createEmpty();
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (method.getName().equals("markConnectionAsBad")) {
                        assertThat(((Connection) arguments[0]).isClosed()).isFalse();
                        marked.add(arguments[0]);
                        return null;
                    }
                    given.add(real.getConnection());
                    return given.get(given.size() - 1);
                });
    }
}
