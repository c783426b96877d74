package dev.muster.extension.simulation;

import dev.muster.extension.registry.Member;
import dev.muster.extension.registry.MembershipListener;
import dev.muster.extension.registry.Orders;
import dev.muster.extension.registry.Registry;
import java.util.List;

/** A server's registry that knows whether it is being read, so that nobody else of the process begins to read it. */
final class GatedRegistry implements Registry {

    private final Registry registry;
    private final Gate gate;

    GatedRegistry(Registry registry, Gate gate) {
        this.registry = registry;
        this.gate = gate;
    }

    @Override
    public List<Member> members() {
        return registry.members();
    }

    @Override
    public void refresh() {
        gate.enter();
        try {
            registry.refresh();
        } finally {
            gate.leave();
        }
    }

    @Override
    public Orders orders(int serverId, long incarnation) {
        return registry.orders(serverId, incarnation);
    }

    @Override
    public long asOf() {
        return registry.asOf();
    }

    @Override
    public boolean isGone(int serverId, long incarnation) {
        return registry.isGone(serverId, incarnation);
    }

    @Override
    public boolean bury(int serverId, long incarnation) {
        return registry.bury(serverId, incarnation);
    }

    @Override
    public void listen(MembershipListener listener) {
        registry.listen(listener);
    }

    /** One at a time; on one thread nobody could wait for the other, so whoever wants to enter asks first. */
    static final class Gate {

        private boolean busy;

        boolean isBusy() {
            return busy;
        }

        void enter() {
            if (busy) {
                throw new IllegalStateException("the registry is being read by somebody who waits for us");
            }
            busy = true;
        }

        void leave() {
            busy = false;
        }
    }
}
