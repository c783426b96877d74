package dev.muster.session.login;

import java.security.Principal;
import java.util.List;
import javax.security.auth.Subject;

/**
 * The groups that a server found itself when it checked a password. No API tells them; servers of the GlassFish family put
 * them into the subject, and others find them again when they are told the name.
 */
final class Groups {

    private Groups() {}

    static List<String> of(Subject subject, String caller) {
        return subject.getPrincipals().stream()
                .filter(principal -> isGroup(principal, caller))
                .map(Principal::getName)
                .toList();
    }

    private static boolean isGroup(Principal principal, String caller) {
        return principal.getClass().getSimpleName().contains("Group")
                || !principal.getName().equals(caller);
    }
}
