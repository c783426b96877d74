package dev.muster.extension.registry;

import dev.muster.extension.simulation.ModelLink;
import java.time.Duration;

/** The simulator's servers do what the table does. */
class ModelServersTest extends ServerStoreContract {

    private final ModelLink model = new ModelLink();
    private final ModelServers store = new ModelServers(model.link(), LEASE.toMillis());

    @Override
    ServerStore store() {
        return store;
    }

    @Override
    void moveLease(int id, Duration by) {
        model.change(id, line -> line.until(line.leaseUntil() + by.toMillis()));
    }

    @Override
    void setMark(int id, long mark) {
        model.change(id, line -> line.marked(mark));
    }
}
