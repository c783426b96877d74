package dev.muster.extension.room;

import dev.muster.Message;

/** What rooms can have to say. */
public enum RoomMessage implements Message {
    /** No live server is ACTIVE. */
    NO_SERVER(
            "MUSTER-080",
            "room '%s' cannot be placed: no server of cluster '%s' takes rooms. A server takes rooms while its state is"
                    + " ACTIVE and its lease is live; enable or start one."),
    /** The placement policy chose nobody, or somebody who was not up for choice. */
    REFUSED(
            "MUSTER-081",
            "room '%s' (weight %d) cannot be placed: the placement policy %s chose %s of the servers %s. If every server"
                    + " is full, add one; if the policy is your own, let it return one of the candidates."),
    /** Others were faster each time. */
    CONTENDED(
            "MUSTER-082",
            "room '%s' could not be placed in %d tries, because other servers placed rooms at the same moment each time."
                    + " Nothing was changed; enter the room again."),
    /** The room lives on another server. */
    LIVES_ELSEWHERE(
            "MUSTER-083",
            "room '%s' lives on server %d '%s' (epoch %d), so this server may not act for it. Send the user to"
                    + " RoomGrant.redirectUrl(...)."),
    /** The grant has ended. */
    ENDED(
            "MUSTER-084",
            "the grant of room '%s' with epoch %d has ended: the room was closed or granted anew. Stop acting for it and"
                    + " enter the room again."),
    /** A redirect for nobody. */
    NO_USER(
            "MUSTER-085",
            "room '%s' was only looked up, so no user is known to make a redirect for. Use RoomAllocator.enter(...) with"
                    + " EnterRequest.by(user) instead of find(...)."),
    /** Infinispan is up. */
    CACHE_UP(
            "MUSTER-086",
            "rooms: Infinispan of cluster '%s' is up at %s (TLS 1.3, certificate pinned), discovery: %s."),
    /** Infinispan sees other servers now. */
    CACHE_VIEW("MUSTER-087", "rooms: Infinispan sees %d servers: %s%s."),
    /** Infinispan could not start or failed later. */
    CACHE_DOWN(
            "MUSTER-088",
            "rooms: Infinispan %s (%s). Rooms are looked up in the database until it works: slower, nothing else is lost."
                    + " Check muster.rooms.port, muster.mesh.address and the firewall between the servers, or set"
                    + " muster.rooms=database to do without it."),
    /** The static peers cannot be read. */
    BAD_ADDRESSES(
            "MUSTER-089",
            "%s is '%s', in which '%s' is no peer. Right would be host[port] for each, separated by"
                    + " semicolons: 10.1.1.1[7800];10.1.1.2[7800]."),
    /** No live server is ACTIVE and has what the room needs. */
    NO_TAGGED_SERVER(
            "MUSTER-131",
            "room '%s' cannot be placed: no server of cluster '%s' that takes rooms has all of the tags %s. Set"
                    + " muster.server.tags on a server, or start one that has them."),
    /** All servers are full. */
    NO_CAPACITY(
            "MUSTER-132",
            "room '%s' (weight %d) cannot be placed: none of the servers %s of cluster '%s' has so much capacity left. Add a"
                    + " server, or raise muster.server.capacity."),
    /** Nobody but the balancer can send users to their room. */
    ROUTE_IN_URL_ONLY(
            "MUSTER-160",
            "muster.rooms.redirect is 'route', but sessions are the container's (muster.session.store=container), so the"
                    + " route in their cookie cannot be switched. Users get to their room only if the balancer goes by the"
                    + " URL parameter muster.route; else set muster.session.store=database."),
    /** The application has several policies. */
    TWO_POLICIES(
            "MUSTER-170",
            "the application has more than one placement policy: %s. There can be only one; take the others out, or make"
                    + " one an alternative and select it."),
    /** The application's policy threw an exception. */
    POLICY_FAILED(
            "MUSTER-171", "room '%s' cannot be placed: the placement policy %s failed (%s). Nothing was changed.");

    private final String code;
    private final String pattern;

    RoomMessage(String code, String pattern) {
        this.code = code;
        this.pattern = pattern;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String pattern() {
        return pattern;
    }
}
