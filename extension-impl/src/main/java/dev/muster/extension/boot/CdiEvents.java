package dev.muster.extension.boot;

import dev.muster.extension.registry.MembershipListener;
import dev.muster.server.Server;
import dev.muster.server.ServerFenced;
import dev.muster.server.ServerJoined;
import dev.muster.server.ServerLeft;
import dev.muster.server.ServerRegained;
import jakarta.enterprise.inject.spi.BeanManager;

/** Fires changes of the membership as CDI events of the application. */
final class CdiEvents implements MembershipListener {

    private final BeanManager beans;

    CdiEvents(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    public void joined(Server server) {
        fire(new ServerJoined(server));
    }

    @Override
    public void left(Server server, boolean orderly) {
        fire(new ServerLeft(server, orderly));
    }

    @Override
    public void fenced(Server server, String reason) {
        fire(new ServerFenced(server, reason));
    }

    @Override
    public void regained(Server server) {
        fire(new ServerRegained(server));
    }

    private void fire(Object event) {
        beans.getEvent().fire(event);
    }
}
