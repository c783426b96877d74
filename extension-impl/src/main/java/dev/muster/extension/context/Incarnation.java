package dev.muster.extension.context;

import dev.muster.MusterException;
import dev.muster.server.ServerIdentity;

/**
 * One start of one server, as the holder of something in the database. What it holds is its own as long as its lease is
 * live: there is no lease per thing. Immutable.
 *
 * @param serverId the slot
 * @param number never used twice in the cluster
 */
public record Incarnation(int serverId, long number) {

    /**
     * This server as it is now. Slot and incarnation change together but are asked for one by one; as an incarnation never
     * returns, a slot between two equal answers is its slot.
     *
     * @throws MusterException if this server is fenced
     */
    public static Incarnation of(ServerIdentity me) {
        while (true) {
            me.requireCurrent();
            long number = me.incarnation();
            int serverId = me.serverId();
            if (me.incarnation() == number) {
                return new Incarnation(serverId, number);
            }
        }
    }

    /**
     * Whether that is this server, and its lease is proved. The lease is looked at before the incarnation: if that is
     * still the same afterwards, the lease was proved for it.
     */
    public boolean isCurrent(ServerIdentity me) {
        return me.isCurrent() && me.incarnation() == number;
    }
}
