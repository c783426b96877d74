package dev.muster.extension.room;

import dev.muster.Message;
import dev.muster.MusterException;
import dev.muster.server.ServerIdentity;

/** A server's identity that a test commands. */
public final class FakeIdentity implements ServerIdentity {

    private final int serverId;
    private volatile long incarnation;
    private volatile boolean current = true;
    private long lastId;

    public FakeIdentity(int serverId, long incarnation) {
        this.serverId = serverId;
        this.incarnation = incarnation;
    }

    public void fence() {
        current = false;
    }

    public void regain(long anew) {
        incarnation = anew;
        current = true;
    }

    @Override
    public int serverId() {
        return serverId;
    }

    @Override
    public long incarnation() {
        return incarnation;
    }

    @Override
    public String name() {
        return "node" + serverId;
    }

    @Override
    public boolean isCurrent() {
        return current;
    }

    @Override
    public void requireCurrent() {
        if (!current) {
            throw new MusterException(Fenced.FENCED);
        }
    }

    @Override
    public synchronized long nextId() {
        return ++lastId;
    }

    private enum Fenced implements Message {
        FENCED;

        @Override
        public String code() {
            return "MUSTER-TEST";
        }

        @Override
        public String pattern() {
            return "fenced by the test";
        }
    }
}
