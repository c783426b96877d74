package dev.muster.session.login;

import dev.muster.session.servlet.Exchange;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One call of a mechanism: whom the session knows, and what the mechanism tells the container about the caller. Not
 * thread-safe.
 */
final class Attempt {

    private final Exchange exchange;
    private final @Nullable Caller known;
    private final @Nullable Principal shown;
    private final Set<String> groups = new TreeSet<>();
    private @Nullable String name;
    private @Nullable Principal principal;
    private boolean passwordWasRight;

    Attempt(Exchange exchange) {
        this.exchange = exchange;
        this.known = SignedIn.find(exchange);
        this.shown = known == null ? null : shown(known);
    }

    private static Principal shown(Caller caller) {
        return caller.principal() == null ? new Name(caller.name()) : caller.principal();
    }

    Exchange exchange() {
        return exchange;
    }

    /** The caller that the session holds. */
    @Nullable Caller known() {
        return known;
    }

    /** The principal that the mechanism finds in the request. */
    @Nullable Principal shown() {
        return shown;
    }

    /** What the container is to be told: a caller from the session stands for its groups too. */
    List<Callback> translated(Callback callback) {
        List<Callback> callbacks = new ArrayList<>();
        if (known != null
                && callback instanceof CallerPrincipalCallback caller
                && shown != null
                && caller.getPrincipal() == shown) {
            Subject subject = caller.getSubject();
            callbacks.add(
                    known.principal() == null
                            ? new CallerPrincipalCallback(subject, known.name())
                            : new CallerPrincipalCallback(subject, known.principal()));
            callbacks.add(new GroupPrincipalCallback(subject, known.groups().toArray(String[]::new)));
        } else {
            callbacks.add(callback);
        }
        return callbacks;
    }

    /** The container has been told. */
    void told(Callback callback) {
        if (callback instanceof CallerPrincipalCallback caller) {
            principal = caller.getPrincipal();
            name = principal == null ? caller.getName() : principal.getName();
        } else if (callback instanceof GroupPrincipalCallback group && group.getGroups() != null) {
            groups.addAll(List.of(group.getGroups()));
        } else if (callback instanceof PasswordValidationCallback password && password.getResult()) {
            passwordWasRight = true;
        }
    }

    /** Keeps whom the mechanism has signed in, unless it is who was known already. */
    void keep(Subject subject, @Nullable String authType) {
        if (name == null) {
            return;
        }
        if (passwordWasRight) {
            groups.addAll(Groups.of(subject));
        }
        Caller caller = new Caller(name, principal, List.copyOf(groups), authType);
        if (known == null || !known.isLike(caller)) {
            SignedIn.store(exchange, caller);
        }
    }

    /** The principal of a caller of whom the session has but the name. */
    private record Name(String getName) implements Principal {}
}
