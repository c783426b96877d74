package dev.muster.extension.lock;

import dev.muster.MusterException;
import dev.muster.extension.context.Incarnation;
import dev.muster.lock.ClusterLock;
import dev.muster.server.ServerIdentity;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lock that an incarnation of this server took. */
final class HeldLock implements ClusterLock {

    private final ServerIdentity me;
    private final String name;
    private final Incarnation holder;
    private final long token;
    private final Runnable giveBack;
    private final AtomicBoolean open = new AtomicBoolean(true);

    HeldLock(ServerIdentity me, String name, Incarnation holder, long token, Runnable giveBack) {
        this.me = me;
        this.name = name;
        this.holder = holder;
        this.token = token;
        this.giveBack = giveBack;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long token() {
        return token;
    }

    @Override
    public boolean isCurrent() {
        return open.get() && holder.isCurrent(me);
    }

    @Override
    public void requireCurrent() {
        if (!isCurrent()) {
            throw new MusterException(LockMessage.LOST, name, token);
        }
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            giveBack.run();
        }
    }

    @Override
    public String toString() {
        return "lock '" + name + "' of server " + holder.serverId() + ", token " + token;
    }
}
