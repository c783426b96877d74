package dev.muster.session.cdi;

import dev.muster.session.SessionDirectory;
import dev.muster.session.SessionInfo;
import dev.muster.session.SessionKey;
import dev.muster.session.SessionReport;
import dev.muster.session.servlet.StoredSessionDirectory;
import jakarta.enterprise.context.Dependent;
import java.util.List;

/** What {@code @Inject SessionDirectory} gives: may be injected before the sessions are started. */
@Dependent
class InjectedDirectory implements SessionDirectory {

    @Override
    public List<SessionInfo> find(String principal) {
        return StoredSessionDirectory.current().find(principal);
    }

    @Override
    public List<SessionInfo> list(int limit) {
        return StoredSessionDirectory.current().list(limit);
    }

    @Override
    public boolean kill(SessionKey key) {
        return StoredSessionDirectory.current().kill(key);
    }

    @Override
    public int killAll(String principal) {
        return StoredSessionDirectory.current().killAll(principal);
    }

    @Override
    public SessionReport report(int largest) {
        return StoredSessionDirectory.current().report(largest);
    }
}
