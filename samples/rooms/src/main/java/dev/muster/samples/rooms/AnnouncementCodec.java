package dev.muster.samples.rooms;

import dev.muster.event.ClusterEventCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Announcements travel as JSON. */
@ApplicationScoped
public class AnnouncementCodec implements ClusterEventCodec<Announcement> {

    @Override
    public Class<Announcement> type() {
        return Announcement.class;
    }

    @Override
    public String name() {
        return "announcement";
    }

    @Override
    public byte[] encode(Announcement event) {
        return Json.createObjectBuilder()
                .add("text", event.text())
                .add("server", event.server())
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Announcement decode(byte[] bytes) {
        try (var reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            var json = reader.readObject();
            return new Announcement(json.getString("text"), json.getString("server"));
        }
    }
}
