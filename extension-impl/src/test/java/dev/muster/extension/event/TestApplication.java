package dev.muster.extension.event;

import dev.muster.event.ClusterEventCodec;
import dev.muster.event.ClusterEventsMissed;
import dev.muster.event.Clustered;
import dev.muster.extension.context.TestServers.TestServer;
import dev.muster.sql.Database;
import jakarta.enterprise.inject.Any;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The application on one server: fires notes and writes down those that it observes from other servers. */
final class TestApplication implements EventBeans {

    final List<String> observed = new ArrayList<>();
    long missed;
    boolean cleans;

    private final EventSender sender;
    private final EventReader reader;

    TestApplication(TestServer server, Database database, String cluster) {
        Codecs codecs = new Codecs(codecs());
        EventTable table = new EventTable(database, cluster);
        long origin = server.incarnation();
        sender = new EventSender(server, origin, codecs, table);
        reader = new EventReader(origin, codecs, table, this, () -> cleans);
        reader.poll();
    }

    void fire(String text) {
        sender.send(new Note(text), Set.of(Clustered.Literal.INSTANCE, Any.Literal.INSTANCE));
    }

    void poll() {
        reader.poll();
    }

    @Override
    public List<ClusterEventCodec<?>> codecs() {
        return List.of(new NoteCodec());
    }

    /** An observer that fails on some. */
    @Override
    public void arrived(Object event) {
        String text = ((Note) event).text();
        observed.add(text);
        if (text.startsWith("fail")) {
            throw new IllegalStateException("the observer fails on purpose");
        }
    }

    @Override
    public void missed(ClusterEventsMissed event) {
        missed += event.count();
    }

    record Note(String text) {}

    /** Fails to read some. */
    static final class NoteCodec implements ClusterEventCodec<Note> {

        @Override
        public Class<Note> type() {
            return Note.class;
        }

        @Override
        public String name() {
            return "note";
        }

        @Override
        public byte[] encode(Note event) {
            return event.text().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Note decode(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.startsWith("unreadable")) {
                throw new IllegalArgumentException("the codec fails on purpose");
            }
            return new Note(text);
        }
    }
}
