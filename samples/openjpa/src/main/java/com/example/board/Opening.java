package com.example.board;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Hangs the board up: makes its table where that has not happened yet. */
@Singleton
@Startup
public class Opening {

    @Resource(lookup = "java:app/jdbc/Board")
    private DataSource database;

    @PostConstruct
    void open() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            // "if not exists" alone does not keep two boards that open at once apart
            statement.execute("select pg_advisory_xact_lock(7002)");
            statement.execute("create table if not exists notice (id bigint primary key, text varchar(200) not null,"
                    + " version integer not null)");
            statement.execute(
                    "insert into notice values (1, 'welcome', 1), (2, 'wet paint', 1) on conflict do nothing");
        } catch (SQLException e) {
            throw new EJBException("The board cannot open without its database java:app/jdbc/Board", e);
        }
    }
}
