package dev.muster.jpa.eclipselink;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.queries.Call;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.queries.ObjectLevelReadQuery;
import org.eclipse.persistence.queries.SQLCall;
import org.jspecify.annotations.Nullable;

/** Entities that a native statement says it changes, by a hint or in a comment of its SQL. */
final class NamedEntities {

    static final String PROPERTY = "muster.jpa.entities";

    private static final Pattern COMMENT = Pattern.compile("/\\*\\s*muster\\.jpa\\.entities\\s*=([^*]*)\\*/");

    private NamedEntities() {}

    /** The names that a query gives; empty if it gives none. */
    static List<String> in(DatabaseQuery query) {
        if (query instanceof ObjectLevelReadQuery) {
            return List.of();
        }
        @Nullable Object hint = KnownHint.of(query);
        String names = hint == null ? comment(query.getDatasourceCall()) : hint.toString();
        return Stream.of(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String comment(@Nullable Call call) {
        if (call instanceof SQLCall sql
                && sql.getSQLString() != null
                && sql.getSQLString().contains(PROPERTY)) {
            Matcher matcher = COMMENT.matcher(sql.getSQLString());
            return matcher.find() ? matcher.group(1) : "";
        }
        return "";
    }

    /** The class name of an entity, by its entity name or class name. */
    static Optional<String> className(String name, AbstractSession session) {
        return session.getDescriptors().values().stream()
                .filter(descriptor -> !descriptor.isDescriptorTypeAggregate())
                .filter(descriptor -> name.equals(descriptor.getAlias()) || name.equals(descriptor.getJavaClassName()))
                .map(ClassDescriptor::getJavaClassName)
                .findFirst();
    }
}
