package dev.muster.jpa.eclipselink;

import dev.muster.jpa.MeshMessage;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.persistence.config.QueryHints;
import org.eclipse.persistence.internal.jpa.QueryHintsHandler;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.jspecify.annotations.Nullable;

/**
 * Makes Muster's query hint one that EclipseLink remembers; it forgets those it does not know, and has no way to make one
 * known. So its table of hints gets a second name for a hint that takes any text. Where the table cannot be reached, the
 * hint has no effect, and the comment that {@link NamedEntities} knows does.
 */
final class KnownHint {

    private static final System.Logger LOG = System.getLogger("dev.muster.jpa");

    private KnownHint() {}

    /** Does so, once for all applications that share an EclipseLink; nothing of ours is left there. */
    static synchronized void register() {
        try {
            Field table = Class.forName(
                            QueryHintsHandler.class.getName() + "$Hint", true, QueryHintsHandler.class.getClassLoader())
                    .getDeclaredField("mainMap");
            table.setAccessible(true);
            Map<?, ?> known = (Map<?, ?>) table.get(null);
            if (!known.containsKey(NamedEntities.PROPERTY)) {
                Map<Object, Object> extended = new HashMap<>(known);
                extended.put(NamedEntities.PROPERTY, known.get(QueryHints.HINT));
                table.set(null, extended);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, MeshMessage.HINT_UNKNOWN.text(e), e);
        }
    }

    /** The value of the hint, or null. */
    static @Nullable Object of(DatabaseQuery query) {
        return query.getProperty(QueryHintsHandler.QUERY_HINT_PROPERTY) instanceof Map<?, ?> hints
                ? hints.get(NamedEntities.PROPERTY)
                : null;
    }

    /** Undoes what the hint does under its first name: its text must not get into generated SQL. */
    static void neutralize(DatabaseQuery query) {
        @Nullable Object value = of(query);
        if (value != null && value.equals(query.getHintString())) {
            query.setHintString("");
        }
    }
}
