package com.example.legacy;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Opens the shop: makes the table and fills the shelves where that has not happened yet. */
@Singleton
@Startup
public class Opening {

    @Resource(lookup = "java:app/jdbc/Legacy")
    private DataSource database;

    @PostConstruct
    void open() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            // "if not exists" alone does not keep two shops that open at once apart
            statement.execute("select pg_advisory_xact_lock(7001)");
            statement.execute("create table if not exists product (id bigint primary key, name varchar(80) not null,"
                    + " cents integer not null, version integer not null)");
            statement.execute(
                    "insert into product values (1, 'Teapot', 2450, 1), (2, 'Cup', 450, 1), (3, 'Tea', 700, 1)"
                            + " on conflict do nothing");
        } catch (SQLException e) {
            throw new EJBException("The shop cannot open without its database java:app/jdbc/Legacy", e);
        }
    }
}
