package dev.muster.extension.node;

import dev.muster.MusterException;
import dev.muster.extension.ControlMessage;
import dev.muster.server.ServerControl;
import dev.muster.server.ServerEdit;
import java.time.Duration;

/** Where there is one server, orders make no sense, and saying so is better than doing nothing. */
final class NoControl implements ServerControl {

    @Override
    public void drain(int serverId, Duration deadline) {
        throw alone("draining a server");
    }

    @Override
    public void disable(int serverId) {
        throw alone("disabling a server");
    }

    @Override
    public void activate(int serverId) {
        throw alone("activating a server");
    }

    @Override
    public void edit(int serverId, ServerEdit edit) {
        throw alone("editing a server");
    }

    private static MusterException alone(String what) {
        return new MusterException(ControlMessage.ALONE, what);
    }
}
