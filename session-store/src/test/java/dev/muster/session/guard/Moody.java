package dev.muster.session.guard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source that does what a test tells it: as an outage, an exhausted pool or a hanging server would. */
public final class Moody {

    /** What it does. */
    public enum Mood {
        /** Everything works. */
        WELL,
        /** No connection can be made. */
        REFUSING,
        /** The pool has none to give: whoever waits can be interrupted. */
        EXHAUSTED,
        /** The driver hangs while it connects: nothing helps. */
        STUCK,
        /** A statement gets no answer until its connection is aborted. */
        SILENT
    }

    private static final Set<String> STATEMENTS = Set.of("createStatement", "prepareStatement");

    private final DataSource real;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Mood mood = Mood.WELL;
    private volatile CountDownLatch better = new CountDownLatch(1);

    /** In front of one that works. */
    public Moody(DataSource real) {
        this.real = real;
    }

    /** From now on; whoever waits goes on. */
    public void is(Mood next) {
        CountDownLatch before = better;
        better = new CountDownLatch(1);
        mood = next;
        before.countDown();
    }

    /** How often somebody asked for a connection. */
    int asked() {
        return asked.get();
    }

    /** What the application is given. */
    public DataSource dataSource() {
        return proxy(DataSource.class, (method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
            }
            asked.incrementAndGet();
            return connect();
        });
    }

    private Connection connect() throws SQLException {
        switch (mood) {
            case REFUSING -> throw new SQLException("connection refused", "08001");
            case EXHAUSTED -> awaitInterruptibly();
            case STUCK -> awaitStubbornly();
            default -> {}
        }
        return connection(real.getConnection());
    }

    private Connection connection(Connection inner) {
        CountDownLatch aborted = new CountDownLatch(1);
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("abort")) {
                aborted.countDown();
                return null;
            }
            if (mood == Mood.SILENT && STATEMENTS.contains(method.getName())) {
                stubbornly(aborted);
                throw new SQLException("socket closed", "08006");
            }
            return method.invoke(inner, arguments);
        });
    }

    private void awaitInterruptibly() throws SQLException {
        try {
            better.await();
        } catch (InterruptedException e) {
            throw new SQLException("interrupted while waiting for a connection", e);
        }
    }

    private void awaitStubbornly() {
        stubbornly(better);
    }

    private static void stubbornly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return handler.handle(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
