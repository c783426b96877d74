package dev.muster.samples.rooms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** What the rooms keep for good: their topics and what was said. Thread-safe. */
@ApplicationScoped
@Transactional
public class Chronicle {

    private static final int HISTORY = 100;

    private static final String REGISTER =
            "insert into room_info (name, title, topic, version) values (?, ?, '', 1)" + " on conflict do nothing";

    /** Changes no row where a later epoch has been. */
    private static final String RAISE_FENCE = "insert into room_fence (name, epoch) values (?, ?)"
            + " on conflict (name) do update set epoch = excluded.epoch where room_fence.epoch <= excluded.epoch";

    @PersistenceContext(unitName = "rooms")
    private EntityManager entities;

    /** Writes a room down that was not known before. */
    public void register(String room) {
        if (find(room).isEmpty()) {
            entities.createNativeQuery(REGISTER)
                    .setParameter(1, room)
                    .setParameter(2, room)
                    .executeUpdate();
        }
    }

    /** One room, from the second-level cache where it is there. */
    public Optional<RoomInfo> find(String room) {
        return Optional.ofNullable(entities.find(RoomInfo.class, room));
    }

    /** All rooms that ever were, ordered by name. */
    public List<RoomInfo> all() {
        return entities.createQuery("select r from RoomInfo r order by r.name", RoomInfo.class)
                .getResultList();
    }

    /** Gives a room another topic; a room nobody knows has none. */
    public void setTopic(String room, String topic) {
        find(room).ifPresent(info -> info.setTopic(topic));
    }

    /**
     * Keeps a message, unless a server with a later grant of the room has written since.
     *
     * @throws OutdatedException if this server's grant is no longer the latest
     */
    public void append(ChatMessage message) {
        var latest = entities.createNativeQuery(RAISE_FENCE)
                .setParameter(1, message.getRoom())
                .setParameter(2, message.getEpoch())
                .executeUpdate();
        if (latest == 0) {
            throw new OutdatedException(message.getRoom(), message.getEpoch());
        }
        entities.persist(message);
    }

    /** The last messages of a room, oldest first. */
    public List<ChatMessage> history(String room) {
        var latestFirst = entities.createQuery(
                        "select m from ChatMessage m where m.room = :room order by m.id desc", ChatMessage.class)
                .setParameter("room", room)
                .setMaxResults(HISTORY)
                .getResultList();
        return latestFirst.stream()
                .sorted((a, b) -> Long.compare(a.getId(), b.getId()))
                .toList();
    }
}
