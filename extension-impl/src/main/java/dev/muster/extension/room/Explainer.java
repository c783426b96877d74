package dev.muster.extension.room;

import dev.muster.extension.room.RoomStore.History;
import dev.muster.extension.room.RoomStore.LastGrant;
import dev.muster.room.Explanation;
import dev.muster.server.Server;
import dev.muster.server.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts into words why a room is where it is. Immutable. */
final class Explainer {

    private final List<Server> servers;

    /**
     * @param servers the live ones
     */
    Explainer(List<Server> servers) {
        this.servers = servers;
    }

    static Explanation unknown(String room) {
        String line = "Room '" + room + "' was never granted, or so long ago that it was forgotten.";
        return new Explanation(room, Optional.empty(), 0, Optional.empty(), List.of(line));
    }

    Explanation explain(String room, History history) {
        LastGrant last = history.last();
        Optional<Server> server = last.holder().filter(holder -> last.isLive());
        List<String> lines = new ArrayList<>();
        lines.add(server.map(holder -> "Room '" + room + "' lives on " + name(holder) + ", epoch " + last.epoch()
                        + ", granted at " + history.since() + " by server " + history.grantedBy() + ".")
                .orElse("Room '" + room + "' has no live grant; its last one, epoch " + last.epoch()
                        + ", is over. Whoever enters it next grants it anew."));
        server.ifPresent(holder -> lines.addAll(reasons(history)));
        server.ifPresent(holder -> lines.addAll(others(holder, history)));
        return new Explanation(room, server, last.epoch(), Optional.of(history.since()), lines);
    }

    private static List<String> reasons(History history) {
        List<String> lines = new ArrayList<>();
        lines.add("Why there: " + history.reason() + ", with weight " + history.weight() + ".");
        history.affinity().ifPresent(group -> lines.add("It belongs together with other rooms of '" + group + "'."));
        if (!history.tags().isEmpty()) {
            lines.add("It needs a server with the tags " + history.tags() + ".");
        }
        return lines;
    }

    private List<String> others(Server holder, History history) {
        return servers.stream()
                .filter(server -> !server.isSameIncarnation(holder))
                .map(server -> "Now " + name(server) + because(server, history))
                .toList();
    }

    private static String because(Server server, History history) {
        if (server.state() != ServerState.ACTIVE) {
            return " takes no rooms: " + server.state() + ".";
        }
        if (!server.tags().containsAll(history.tags())) {
            return " has not all of the tags.";
        }
        if (server.spare() < history.weight()) {
            return " has not enough capacity left: " + server.spare() + " of " + server.capacity() + ".";
        }
        return " could have it; rooms stay where they are until they are moved.";
    }

    private static String name(Server server) {
        return "server " + server.id() + " '" + server.name() + "' (load " + server.load() + ")";
    }
}
