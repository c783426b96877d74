package dev.muster.extension.room;

import dev.muster.room.RoomLost;
import dev.muster.room.RoomMoved;
import dev.muster.room.RoomMoving;
import dev.muster.room.RoomOpened;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers what happened to rooms. */
final class RecordingRoomListener implements RoomListener {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Consumer<RoomMoving> observer = event -> {};

    /** What an application does when a room is about to move. */
    void onMoving(Consumer<RoomMoving> reaction) {
        observer = reaction;
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void moving(RoomMoving event) {
        heard.add("moving " + event.room().name());
        observer.accept(event);
    }

    @Override
    public void moved(RoomMoved event) {
        heard.add("moved " + event.room().name() + " to " + event.server().name());
    }

    @Override
    public void opened(RoomOpened event) {
        String state = event.state()
                .map(bytes -> " with " + new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        heard.add("opened " + event.grant().room() + " on "
                + event.grant().server().name() + state);
    }

    @Override
    public void lost(RoomLost event) {
        heard.add("lost " + event.room());
    }
}
