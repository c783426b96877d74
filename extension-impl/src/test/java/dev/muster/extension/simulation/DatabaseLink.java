package dev.muster.extension.simulation;

import dev.muster.MusterException;
import dev.muster.sql.SqlMessage;
import java.util.function.BooleanSupplier;

/** A process's way to the database, and what can go wrong on it. */
public final class DatabaseLink {

    private final Timeline time;
    private final ModelDatabase database;
    private final SimulatedProcess process;
    private final Weather weather;
    private BooleanSupplier refusing = () -> false;
    private boolean stalled;

    DatabaseLink(Timeline time, ModelDatabase database, SimulatedProcess process, Weather weather) {
        this.time = time;
        this.database = database;
        this.process = process;
        this.weather = weather;
    }

    /**
     * Has the database do one step, and waits for its answer.
     *
     * @param rows whose locks the step needs
     * @throws MusterException if no answer comes; the step may have been done or not
     */
    public <T> T call(Statement<T> statement, Object... rows) {
        return call(statement, weather.delay(), weather.commitDelay(rows.length), rows);
    }

    /** The same for the renewal of a lease, which may be held up on purpose. */
    public <T> T renew(Statement<T> statement, Object... rows) {
        if (!stalled) {
            return call(statement, rows);
        }
        if (refusing.getAsBoolean()) {
            throw failed("refused");
        }
        stalled = false;
        long delay = time.between(100, 3_400);
        long commit = time.between(0, 2_500);
        time.after(1, () -> process.pause(delay + commit + time.between(-50, 150)));
        return call(statement, delay, commit, rows);
    }

    /** Lets no renewal through while the condition holds; the first one after that is slow, and freezes the process. */
    void stallRenewal(BooleanSupplier refuse) {
        refusing = refuse;
        stalled = true;
    }

    void stallNoRenewal() {
        stalled = false;
    }

    private <T> T call(Statement<T> statement, long delay, long commitDelay, Object... rows) {
        Call<T> call = new Call<>();
        if (!weather.isCut()) {
            time.after(delay, () -> arrive(call, statement, commitDelay, rows));
        }
        time.after(weather.timeout(), () -> call.fail("timed out"));
        process.await(() -> call.over);
        if (call.failure != null) {
            throw failed(call.failure);
        }
        return call.result;
    }

    private <T> void arrive(Call<T> call, Statement<T> statement, long commitDelay, Object... rows) {
        if (!database.isUp()) {
            if (time.chance(0.5)) {
                call.fail("refused");
            }
            return;
        }
        if (!weather.isCut()) {
            database.execute(statement, commitDelay, result -> reply(call, result), rows);
        }
    }

    private <T> void reply(Call<T> call, T result) {
        if (!weather.isCut() && !weather.losesReply()) {
            time.after(weather.delay(), () -> call.succeed(result));
        }
    }

    private static MusterException failed(String why) {
        return new MusterException(SqlMessage.DATABASE_FAILED, why);
    }

    private static final class Call<T> {

        private boolean over;
        private T result;
        private String failure;

        void succeed(T answer) {
            if (!over) {
                over = true;
                result = answer;
            }
        }

        void fail(String why) {
            if (!over) {
                over = true;
                failure = why;
            }
        }
    }
}
