package dev.muster.samples.rooms;

import dev.muster.room.Room;
import dev.muster.server.Server;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room as the lobby shows it. Immutable. */
public final class RoomCard {

    private final String name;
    private final @Nullable RoomInfo info;
    private final @Nullable Room open;

    RoomCard(String name, @Nullable RoomInfo info, @Nullable Room open) {
        this.name = name;
        this.info = info;
        this.open = open;
    }

    public String getName() {
        return name;
    }

    /** The name as it stands in an address. */
    public String getLink() {
        return Pages.encode(name);
    }

    public String getTopic() {
        return info == null ? "" : info.getTopic();
    }

    /** Whether the room lives on a server at this moment. */
    public boolean isOpen() {
        return open != null;
    }

    public @Nullable Server getServer() {
        return open == null ? null : open.server();
    }

    public long getEpoch() {
        return open == null ? 0 : open.epoch();
    }

    public List<String> getParticipants() {
        return open == null ? List.of() : open.participants();
    }

    /** The participants on one line. */
    public String getNames() {
        return String.join(", ", getParticipants());
    }
}
