package dev.muster.extension.simulation;

import java.util.function.UnaryOperator;

/** A model of a database by itself, and a way to it on which nothing goes wrong; for tests of what is built on it. */
public final class ModelLink {

    private final Timeline time = new Timeline(1);
    private final ModelDatabase database = new ModelDatabase(time);
    private final DatabaseLink link;

    public ModelLink() {
        Weather weather = new Weather(time, new Weather.Climate(time), Long.MAX_VALUE / 2);
        link = new DatabaseLink(time, database, new SimulatedProcess(time, 0), weather);
    }

    public DatabaseLink link() {
        return link;
    }

    /** Changes a server's row. */
    public void change(int id, UnaryOperator<ServerLine> how) {
        tables().put(how.apply(tables().server(id).orElseThrow()));
    }

    long now() {
        return database.now();
    }

    Tables tables() {
        return database.tables();
    }
}
