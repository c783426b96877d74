package dev.muster.session.servlet;

import dev.muster.MusterException;
import dev.muster.session.SessionDirectory;
import dev.muster.session.SessionInfo;
import dev.muster.session.SessionKey;
import dev.muster.session.SessionReport;
import dev.muster.session.SessionStore;
import dev.muster.session.StoredAttribute;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The directory of one application's stored sessions. Thread-safe. */
public final class StoredSessionDirectory implements SessionDirectory {

    private static final ByApplication<StoredSessionDirectory> STARTED = new ByApplication<>();
    private static final int OF_ONE = 10_000;
    private static final int OF_ALL = 100_000;

    private final SessionKinds sessions;
    private final SessionStore store;

    StoredSessionDirectory(SessionKinds sessions) {
        this.sessions = sessions;
        this.store = sessions.http().store();
    }

    /**
     * The directory of the application that the calling thread works for.
     *
     * @throws MusterException if its sessions are not stored
     */
    public static StoredSessionDirectory current() {
        return STARTED.ofThread().orElseThrow(() -> new MusterException(DirectoryMessage.NOT_STORED));
    }

    void publish(ClassLoader application) {
        STARTED.put(application, this);
    }

    static void withdraw(ClassLoader application) {
        STARTED.remove(application);
    }

    @Override
    public List<SessionInfo> find(String principal) {
        return store.search(principal, OF_ONE);
    }

    @Override
    public List<SessionInfo> list(int limit) {
        return store.search(null, limit);
    }

    @Override
    public boolean kill(SessionKey key) {
        return store.load(key).map(sessions::kill).orElse(false);
    }

    @Override
    public int killAll(String principal) {
        return (int)
                find(principal).stream().filter(session -> kill(session.key())).count();
    }

    @Override
    public SessionReport report(int largest) {
        List<SessionInfo> all = store.search(null, OF_ALL);
        return new SessionReport(
                all.size(),
                all.stream().mapToLong(SessionInfo::bytes).sum(),
                all.stream()
                        .sorted(Comparator.comparingLong(SessionInfo::bytes).reversed())
                        .limit(largest)
                        .map(session -> new SessionReport.Large(session, attributes(session.key())))
                        .toList());
    }

    private SortedMap<String, Integer> attributes(SessionKey key) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        store.load(key).ifPresent(session -> {
            for (StoredAttribute attribute : session.attributes().values()) {
                sizes.put(attribute.name(), attribute.bytes().length);
            }
        });
        return sizes;
    }
}
