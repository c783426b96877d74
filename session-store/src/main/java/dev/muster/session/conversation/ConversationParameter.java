package dev.muster.session.conversation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How requests say to which conversation they belong: by the parameter {@code cid}. */
final class ConversationParameter {

    static final String NAME = "cid";

    private ConversationParameter() {}

    /** The conversation that a request asks for; null if it wants none. */
    static @Nullable String of(HttpServletRequest request) {
        Map<String, String[]> parameters = request.getParameterMap();
        if (parameters.containsKey("nocid") || "none".equals(first(parameters, "conversationPropagation"))) {
            return null;
        }
        return first(parameters, NAME);
    }

    private static @Nullable String first(Map<String, String[]> parameters, String name) {
        String[] values = parameters.get(name);
        return values == null || values.length == 0 || values[0].isEmpty() ? null : values[0];
    }
}
