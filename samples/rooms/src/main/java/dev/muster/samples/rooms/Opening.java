package dev.muster.samples.rooms;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Makes the application's tables where that has not happened yet, however many servers start at once. */
@Singleton
@Startup
public class Opening {

    private static final List<String> SCRIPT = List.of(
            // "if not exists" alone does not keep two servers that start at once apart
            "select pg_advisory_xact_lock(7002)",
            "create table if not exists room_info (name varchar(60) primary key, title varchar(80) not null,"
                    + " topic varchar(200) not null, version integer not null)",
            "create table if not exists room_fence (name varchar(60) primary key, epoch bigint not null)",
            "create table if not exists chat_message (id bigint primary key, room varchar(60) not null,"
                    + " epoch bigint not null, author varchar(40) not null, text varchar(1000) not null,"
                    + " server varchar(64) not null, sent_at bigint not null)",
            "create index if not exists chat_message_by_room on chat_message (room, id)");

    @Resource(lookup = "java:app/jdbc/Rooms")
    private DataSource database;

    @PostConstruct
    void open() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var line : SCRIPT) {
                statement.execute(line);
            }
        } catch (SQLException e) {
            throw new EJBException("The rooms cannot open without their database java:app/jdbc/Rooms", e);
        }
    }
}
