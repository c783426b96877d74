package dev.muster.extension.room;

import dev.muster.MusterException;
import dev.muster.room.Admission;
import dev.muster.room.Participation;
import dev.muster.room.RoomGrant;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What this server makes of a grant: the {@link RoomGrant} for the application, and admission by token. Thread-safe. */
final class Grants {

    private final ServerIdentity me;
    private final Holdings holdings;
    private final Redirects redirects;
    private final RedirectTokens tokens;
    private final LongSupplier clock;
    private final BiPredicate<LiveGrant, Integer> resize;
    private final SpentTickets spent = new SpentTickets();

    /**
     * @param resize changes the load of a room; false if the grant is over
     */
    Grants(
            ServerIdentity me,
            Holdings holdings,
            Redirects redirects,
            RedirectTokens tokens,
            LongSupplier clock,
            BiPredicate<LiveGrant, Integer> resize) {
        this.resize = resize;
        this.me = me;
        this.holdings = holdings;
        this.redirects = redirects;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** For whoever is let in: not before the room is open. */
    RoomGrant of(LiveGrant grant, @Nullable String user) {
        holdings.open(grant.room());
        return new Granted(grant, user);
    }

    /**
     * Admits by a token.
     *
     * @param look lets the holdings learn whether a room lives here
     */
    Optional<Admission> redeem(String token, Consumer<String> look) {
        return tokens.open(token)
                .filter(ticket -> ticket.serverId() == me.serverId() && ticket.incarnation() == me.incarnation())
                .filter(ticket -> livesHere(ticket, look))
                .filter(ticket -> spent.spend(ticket, clock.getAsLong()))
                .map(this::admission);
    }

    private Admission admission(Ticket ticket) {
        holdings.open(ticket.room());
        return new Admission(ticket.user(), ticket.room(), ticket.epoch());
    }

    private boolean livesHere(Ticket ticket, Consumer<String> look) {
        if (!holdings.holds(ticket.room(), ticket.epoch())) {
            look.accept(ticket.room());
        }
        return holdings.holds(ticket.room(), ticket.epoch()) && me.isCurrent();
    }

    /** Names that fit the tables. */
    static String checkName(String name, String what) {
        if (name.isEmpty() || name.length() > 200) {
            throw new IllegalArgumentException(
                    what + " has " + name.length() + " characters, 1 to 200 are possible: '" + name + "'");
        }
        // MariaDB takes names for equal that differ in spaces at the end.
        if (!name.equals(name.strip())) {
            throw new IllegalArgumentException(what + " begins or ends with a space: '" + name + "'");
        }
        return name;
    }

    private final class Granted implements RoomGrant {

        private final LiveGrant grant;
        private final @Nullable String user;

        Granted(LiveGrant grant, @Nullable String user) {
            this.grant = grant;
            this.user = user;
        }

        @Override
        public String room() {
            return grant.room();
        }

        @Override
        public Server server() {
            return grant.server();
        }

        @Override
        public long epoch() {
            return grant.epoch();
        }

        @Override
        public boolean isHere() {
            return holdings.isHere(grant.server());
        }

        @Override
        public boolean isCurrent() {
            return holdings.isCurrent(grant);
        }

        @Override
        public void requireCurrent() {
            if (isCurrent()) {
                return;
            }
            me.requireCurrent();
            throw isHere() ? ended() : livesElsewhere();
        }

        @Override
        public String redirectUrl(String path) {
            if (user == null) {
                throw new MusterException(RoomMessage.NO_USER, room());
            }
            return redirects.url(grant.server(), path, tokens.issue(grant, user));
        }

        @Override
        public void expect(int load) {
            if (load < 1) {
                throw new IllegalArgumentException("the expected load is " + load + ", at least 1 is needed");
            }
            requireCurrent();
            if (!resize.test(grant, load)) {
                throw ended();
            }
        }

        @Override
        public Participation join(String participant) {
            checkName(participant, "the participant's name");
            return holdings.whileOpen(room(), () -> {
                requireCurrent();
                return holdings.find(grant)
                        .flatMap(room -> room.join(participant))
                        .orElseThrow(this::ended);
            });
        }

        @Override
        public String toString() {
            return "room '" + room() + "' on server " + server().id() + " '" + server().name() + "', epoch " + epoch();
        }

        private MusterException ended() {
            return new MusterException(RoomMessage.ENDED, room(), epoch());
        }

        private MusterException livesElsewhere() {
            return new MusterException(RoomMessage.LIVES_ELSEWHERE, room(), server().id(), server().name(), epoch());
        }
    }
}
