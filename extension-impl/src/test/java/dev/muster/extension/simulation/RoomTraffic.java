package dev.muster.extension.simulation;

import static dev.muster.room.EnterRequest.by;

import dev.muster.MusterException;
import dev.muster.room.EnterRequest;
import dev.muster.room.Participation;
import dev.muster.room.RoomGrant;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The built-in workload: users who enter, find, join, leave and close rooms, and act by whatever they were given. */
final class RoomTraffic implements Workload {

    private final Cluster cluster;
    private final Timeline time;

    RoomTraffic(Cluster cluster) {
        this.cluster = cluster;
        this.time = cluster.time();
    }

    @Override
    public void started(SimulatedServer server) {
        User user = new User(server);
        user.later(300, user::request);
        user.later(100, user::act);
    }

    /** All the users of one process. */
    private final class User {

        private final SimulatedServer server;
        private final Witness witness;
        private final Deque<Participation> seats = new ArrayDeque<>();

        User(SimulatedServer server) {
            this.server = server;
            this.witness = server.witness();
        }

        void later(double meanMillis, Runnable work) {
            server.after(Duration.ofNanos(time.about(meanMillis)), work);
        }

        void request() {
            later(300, this::request);
            String room = "r" + time.pick(cluster.settings().rooms());
            int choice = time.pick(100);
            if (choice < 45) {
                attempt("enter", room, () -> enter(room));
            } else if (choice < 60) {
                attempt("find", room, () -> server.rooms().find(room).ifPresent(witness::remember));
            } else if (choice < 68) {
                attempt("close", room, () -> close(room));
            } else if (choice < 75) {
                attempt("give", room, () -> server.give(room));
            } else if (choice < 79) {
                attempt("expect", room, () -> expect(room));
            } else if (choice < 92) {
                attempt("join", room, () -> join(room));
            } else if (choice < 98) {
                Optional.ofNullable(seats.poll()).ifPresent(seat -> attempt("leave", room, seat::close));
            } else {
                attempt("list", room, () -> server.rooms().rooms());
            }
        }

        void act() {
            later(100, this::act);
            String room = "r" + time.pick(cluster.settings().rooms());
            witness.grants(room).forEach(grant -> cluster.history().act(witness, grant));
            boolean troubled = time.now() < cluster.settings().troubled().toNanos();
            long preemption = troubled && time.chance(0.001) ? time.between(0, 9_000) : 0;
            try {
                long id = server.process()
                        .preempted(preemption, () -> witness.identity().nextId());
                cluster.history().id(witness, id);
            } catch (MusterException e) {
                // Fenced: there are no ids.
            }
        }

        private void enter(String room) {
            RoomGrant grant = server.rooms().enter(room, anybody());
            witness.remember(grant);
            cluster.history().entered(witness, grant);
        }

        private void close(String room) {
            try {
                server.rooms().close(room);
            } finally {
                witness.rooms().closing(room);
            }
        }

        private void expect(String room) {
            witness.grants(room).stream()
                    .filter(RoomGrant::isCurrent)
                    .forEach(grant -> grant.expect(1 + time.pick(20)));
        }

        private void join(String room) {
            List<RoomGrant> grants = witness.grants(room);
            if (!grants.isEmpty()) {
                RoomGrant grant = grants.get(time.pick(grants.size()));
                long ended = cluster.history().ended(room);
                seats.add(grant.join("p" + time.pick(3)));
                cluster.history().joined(grant, ended);
            }
        }

        private EnterRequest anybody() {
            EnterRequest request = by("ada").expecting(1 + time.pick(20));
            return time.chance(0.2) ? request.together("g" + time.pick(2)) : request;
        }

        private void attempt(String what, String room, Runnable work) {
            server.use(room, () -> {
                try {
                    work.run();
                } catch (MusterException e) {
                    cluster.history().note("failed", server.name(), what, room);
                }
            });
        }
    }
}
