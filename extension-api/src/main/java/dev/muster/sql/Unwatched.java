package dev.muster.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Nobody watches. */
enum Unwatched implements DatabaseWatch, DatabaseWatch.Work {
    INSTANCE;

    @Override
    public Work begin() {
        return this;
    }

    @Override
    public void connected(Connection connection) {
        // Nobody is interested.
    }

    @Override
    public void disconnecting() {
        // Nobody is interested.
    }

    @Override
    public void failed(SQLException failure) {
        // Nobody is interested.
    }

    @Override
    public void succeeded() {
        // Nobody is interested.
    }

    @Override
    public void close() {
        // Nobody is interested.
    }
}
