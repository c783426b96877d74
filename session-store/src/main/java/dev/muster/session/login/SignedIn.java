package dev.muster.session.login;

import dev.muster.session.servlet.Exchange;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The caller in a stored session: a text of the way, the name and the groups, because a text costs no comparison at the end
 * of each request, and the principal beside it if it is of a class of the application.
 */
final class SignedIn {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final String CALLER = "caller";
    private static final String PRINCIPAL = "principal";
    private static final String STANDARD = "jakarta.security.enterprise.CallerPrincipal";

    private SignedIn() {}

    static @Nullable Caller find(Exchange exchange) {
        return exchange.internal(CALLER) instanceof String text ? decode(text, exchange) : null;
    }

    /** Signs a caller in: the session gets another id, so that nobody who knew the old one is signed in with them. */
    static void store(Exchange exchange, Caller caller) {
        if (exchange.existingSession() != null) {
            exchange.changeSessionId();
        }
        Principal principal = caller.principal();
        Kind kind = kind(principal);
        exchange.internal(CALLER, encode(kind, caller));
        exchange.internal(PRINCIPAL, kind == Kind.OBJECT ? principal : null);
        exchange.principal(caller.name());
    }

    static void remove(Exchange exchange) {
        exchange.internal(CALLER, null);
        exchange.internal(PRINCIPAL, null);
        exchange.principal(null);
    }

    private static Kind kind(@Nullable Principal principal) {
        if (principal == null) {
            return Kind.NAME;
        }
        if (principal.getClass().getName().equals(STANDARD)) {
            return Kind.STANDARD;
        }
        try (ObjectOutputStream trial = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            trial.writeObject(principal);
            return Kind.OBJECT;
        } catch (IOException e) {
            String type = principal.getClass().getName();
            LOG.log(System.Logger.Level.WARNING, LoginMessage.NAME_ONLY.text(type, e));
            return Kind.NAME;
        }
    }

    private static String encode(Kind kind, Caller caller) {
        String authType = caller.authType() == null ? "" : caller.authType();
        return Stream.concat(Stream.of(kind.name(), authType, caller.name()), caller.groups().stream())
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    private static Caller decode(String text, Exchange exchange) {
        List<String> parts = Stream.of(text.split(" ", -1))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
        String authType = parts.get(1).isEmpty() ? null : parts.get(1);
        String name = parts.get(2);
        Principal principal = Kind.valueOf(parts.get(0)).principal(name, exchange);
        return new Caller(name, principal, parts.subList(3, parts.size()), authType);
    }

    /** Where the principal of a caller comes from. */
    private enum Kind {
        /** The container makes one. */
        NAME,
        /** It is that of Jakarta Security, which is nothing but a name. */
        STANDARD,
        /** It is stored beside. */
        OBJECT;

        @Nullable Principal principal(String name, Exchange exchange) {
            return switch (this) {
                case NAME -> null;
                case STANDARD -> StandardPrincipal.of(name);
                case OBJECT -> exchange.internal(PRINCIPAL) instanceof Principal principal ? principal : null;
            };
        }
    }

    /** A class of its own, for a server may have no Jakarta Security. */
    private static final class StandardPrincipal {

        static Principal of(String name) {
            return new jakarta.security.enterprise.CallerPrincipal(name);
        }
    }
}
