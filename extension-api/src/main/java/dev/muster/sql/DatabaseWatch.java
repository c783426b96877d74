package dev.muster.sql;

import dev.muster.MusterException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Stands by while work is done on the database: may refuse it, and may end it when it takes too long.
 *
 * <p>Called on the thread that does the work, in this order: {@link #begin()}; for each attempt
 * {@link Work#connected}, {@link Work#disconnecting} and, if it failed, {@link Work#failed}; {@link Work#succeeded} if the
 * last one did not; {@link Work#close()}. Implementations are thread-safe; they must cost next to nothing.
 */
public interface DatabaseWatch {

    /**
     * A piece of work begins: a connection will be asked for.
     *
     * @throws MusterException to refuse it
     */
    Work begin();

    /** One piece of work, used by one thread. */
    interface Work extends AutoCloseable {

        /**
         * A connection was given.
         *
         * @throws SQLException to end the attempt; the connection goes back
         */
        void connected(Connection connection) throws SQLException;

        /** The connection is about to go back, whatever became of the attempt. */
        void disconnecting();

        /**
         * An attempt failed.
         *
         * @throws MusterException to end the work with this instead of another attempt or the usual message
         */
        void failed(SQLException failure);

        /** The database did what it was asked for. */
        void succeeded();

        /** The work is over. */
        @Override
        void close();
    }
}
