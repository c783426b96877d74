package dev.muster.extension.simulation;

import dev.muster.extension.room.OldRoomStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Deletes old rows of the model's database; step by step what the SQL does. */
final class ModelOldRooms implements OldRoomStore {

    private final DatabaseLink link;
    private final long ageMillis;

    ModelOldRooms(DatabaseLink link, Duration age) {
        this.link = link;
        this.ageMillis = age.toMillis();
    }

    @Override
    public List<OldRoom> over() {
        return link.call((tables, now) -> Effect.of(tables.rooms.values().stream()
                .filter(line -> line.epoch() < now - ageMillis)
                .filter(tables::isOver)
                .map(line -> new OldRoom(line.room(), line.epoch(), line.incarnation()))
                .toList()));
    }

    @Override
    public boolean delete(OldRoom room) {
        return link.call(
                (tables, now) -> {
                    Optional<RoomLine> still = tables.room(room.room())
                            .filter(line -> line.epoch() == room.epoch() && line.incarnation() == room.incarnation());
                    return new Effect<>(still.isPresent(), () -> still.ifPresent(tables::remove));
                },
                Rows.room(room.room()));
    }

    /** All in one: they are rows that nobody can see. */
    @Override
    public int deleteLeftovers() {
        return link.call((tables, now) -> {
            List<StateLine> states = tables.oldStates();
            states.forEach(tables::removeState);
            return Effect.of(states.size() + tables.removeOldLoads());
        });
    }
}
