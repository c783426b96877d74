package dev.muster.extension.room;

import dev.muster.MusterException;
import dev.muster.room.Admission;
import dev.muster.room.EnterRequest;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.Room;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import dev.muster.sql.Database;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Rooms of a cluster; the database decides where each lives. Thread-safe.
 *
 * <p>Entering a room:
 *
 * <ol>
 *   <li>A grant is live if its server has the same incarnation as when it was made, has not left, and its lease lasts by
 *       the database's clock. A live grant is the answer.
 *   <li>Else, in one transaction: read the servers that take rooms, let the policy choose, put the room's weight on the
 *       chosen one by an update that fails if its load moved, and write the room's row with the next epoch by an insert or
 *       update that fails if the row moved.
 *   <li>Whoever fails rolls back and begins again: by then the other's load, or the other's grant, can be seen.
 * </ol>
 *
 * <p>Lock order in the database: server, room, participants. In this JVM: one grant at a time, since grants of one server
 * would only fail each other.
 */
public final class DatabaseRooms implements RoomAllocator {

    private static final int TRIES = 100;

    private final Database database;
    private final String cluster;
    private final ServerIdentity me;
    private final PlacementPolicy policy;
    private final ServerTable servers;
    private final RoomTable rooms;
    private final ParticipantTable participants;
    private final Holdings holdings;
    private final Grants grants;
    private final ReentrantLock granting = new ReentrantLock();

    /**
     * The rooms of a cluster, as one of its servers sees them.
     *
     * @param redirectKey secret of all servers of the cluster, for redirect tokens only
     * @param tokenLife how long a redirect token is good for
     * @param clock the database's clock in epoch milliseconds
     */
    public DatabaseRooms(
            Database database,
            String cluster,
            ServerIdentity me,
            PlacementPolicy policy,
            SecretKey redirectKey,
            Duration tokenLife,
            LongSupplier clock) {
        this.database = database;
        this.cluster = cluster;
        this.me = me;
        this.policy = policy;
        this.servers = new ServerTable(database.dialect(), cluster);
        this.rooms = new RoomTable(database.dialect(), cluster);
        this.participants = new ParticipantTable(database, cluster);
        this.holdings = new Holdings(me, participants);
        RedirectTokens tokens = new RedirectTokens(redirectKey, cluster, tokenLife, clock, new SecureRandom());
        this.grants = new Grants(me, holdings, tokens, clock);
    }

    @Override
    public RoomGrant enter(String room, EnterRequest request) {
        return grantOf(placed(room, request.weight()), request.user());
    }

    @Override
    public Optional<RoomGrant> find(String room) {
        return live(room).map(grant -> grantOf(grant, null));
    }

    @Override
    public List<Room> rooms() {
        return database.run(rooms::rooms);
    }

    @Override
    public boolean close(String room) {
        return holdings.end(room, () -> {
            try {
                return database.transact(connection -> end(connection, room));
            } catch (LostRace e) {
                return false;
            }
        });
    }

    @Override
    public Optional<Admission> redeem(String token) {
        return grants.redeem(token, this::live);
    }

    /** The live grant of a room, made now if there is none. */
    LiveGrant placed(String room, int weight) {
        Grants.checkName(room, "the room's name");
        return holdings.learn(room, () -> look(room).or(() -> Optional.of(place(room, weight))))
                .orElseThrow();
    }

    /** The live grant of a room. */
    Optional<LiveGrant> live(String room) {
        return holdings.learn(room, () -> look(room));
    }

    /** What the application gets for a grant. */
    RoomGrant grantOf(LiveGrant grant, @Nullable String user) {
        return grants.of(grant, user);
    }

    /** False if the room would live here, but this server does not know of it. */
    boolean isPlausible(LiveGrant hearsay) {
        return !holdings.isHere(hearsay.server()) || holdings.find(hearsay).isPresent();
    }

    private Optional<LiveGrant> look(String room) {
        return database.run(connection -> rooms.live(connection, room));
    }

    private LiveGrant place(String room, int weight) {
        granting.lock();
        try {
            for (int i = 0; i < TRIES; i++) {
                Optional<LiveGrant> placed = tryToPlace(room, weight);
                if (placed.isPresent()) {
                    return placed.get();
                }
            }
            throw new MusterException(RoomMessage.CONTENDED, room, TRIES);
        } finally {
            granting.unlock();
        }
    }

    private Optional<LiveGrant> tryToPlace(String room, int weight) {
        me.requireCurrent();
        try {
            return database.transact(connection -> lookOrPlace(connection, room, weight));
        } catch (LostRace e) {
            return Optional.empty();
        }
    }

    private Optional<LiveGrant> lookOrPlace(Connection connection, String room, int weight) throws SQLException {
        OptionalLong lastEpoch = rooms.lastEpoch(connection, room);
        Optional<LiveGrant> live = lastEpoch.isPresent() ? rooms.live(connection, room) : Optional.empty();
        if (live.isPresent()) {
            return live;
        }
        Server chosen = choose(room, weight, servers.candidates(connection));
        if (!servers.reserve(connection, chosen, weight)) {
            throw new LostRace();
        }
        write(connection, room, chosen, weight, lastEpoch);
        participants.clear(connection, room);
        return rooms.live(connection, room);
    }

    private void write(Connection connection, String room, Server chosen, int weight, OptionalLong lastEpoch)
            throws SQLException {
        if (lastEpoch.isPresent()) {
            if (!rooms.regrant(connection, room, chosen, weight, lastEpoch.getAsLong())) {
                throw new LostRace();
            }
            return;
        }
        try {
            rooms.insert(connection, room, chosen, weight);
        } catch (SQLException e) {
            if (database.dialect().isDuplicateKey(e)) {
                throw new LostRace();
            }
            throw e;
        }
    }

    private Server choose(String room, int weight, List<Server> candidates) {
        if (candidates.isEmpty()) {
            throw new MusterException(RoomMessage.NO_SERVER, room, cluster);
        }
        Optional<Server> choice = policy.choose(room, weight, candidates);
        return choice.filter(candidates::contains).orElseThrow(() -> refused(room, weight, candidates, choice));
    }

    private MusterException refused(String room, int weight, List<Server> candidates, Optional<Server> choice) {
        return new MusterException(
                RoomMessage.REFUSED,
                room,
                weight,
                policy.getClass().getName(),
                choice.map(Server::name).orElse("none"),
                candidates.stream().map(Server::name).toList());
    }

    private boolean end(Connection connection, String room) throws SQLException {
        int id = me.serverId();
        long incarnation = me.incarnation();
        OptionalInt weight = rooms.weight(connection, room, id, incarnation);
        if (weight.isEmpty()) {
            return false;
        }
        servers.release(connection, id, incarnation, weight.getAsInt());
        if (!rooms.end(connection, room, id, incarnation)) {
            throw new LostRace();
        }
        participants.clear(connection, room);
        return true;
    }

    /** Rolls a transaction back because another was faster. */
    private static final class LostRace extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LostRace() {
            super(null, null, false, false);
        }
    }
}
