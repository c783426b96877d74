package dev.muster.it.rooms;

import dev.muster.room.Placement;
import dev.muster.room.PlacementPolicy;
import dev.muster.room.PlacementRequest;
import dev.muster.server.Server;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The application's own placement policy: a room's name ends with a list of servers, as in {@code exam@north,south}, and the
 * first of them that is there gets it. Runs inside of a server.
 */
@ApplicationScoped
public class OwnLists implements PlacementPolicy {

    static final String FAILING = "failing";
    static final String ASTRAY = "astray";

    @Override
    public Optional<Placement> choose(PlacementRequest request, List<Server> candidates) {
        if (request.room().startsWith(FAILING)) {
            throw new IllegalStateException("the list is lost");
        }
        if (request.room().startsWith(ASTRAY)) {
            return Optional.of(Placement.on(nobody(candidates.get(0)), "wrong"));
        }
        var list = request.room().substring(request.room().indexOf('@') + 1).split(",");
        return Stream.of(list)
                .flatMap(name -> candidates.stream().filter(it -> it.name().equals(name)))
                .findFirst()
                .map(server -> new Placement(server, Long.MAX_VALUE, "first of its own list"));
    }

    private static Server nobody(Server like) {
        return new Server(
                like.id(),
                0,
                "nobody",
                like.state(),
                like.protocol(),
                like.address(),
                like.port(),
                like.path(),
                like.weight(),
                like.capacity(),
                like.tags(),
                like.load(),
                like.leaseUntil(),
                like.startedAt());
    }
}
