package dev.muster.session.conversation;

import dev.muster.session.servlet.SessionLifecycle;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;

/** Conversations end with their session, before the beans of the session that theirs may use. Thread-safe. */
public final class ConversationsEnd implements SessionLifecycle {

    @Override
    public void ending(HttpSession session) {
        Collections.list(session.getAttributeNames()).stream()
                .filter(name -> name.startsWith(ConversationRecord.PREFIX))
                .sorted()
                .forEach(session::removeAttribute);
    }
}
