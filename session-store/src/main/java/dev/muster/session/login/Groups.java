package dev.muster.session.login;

import java.security.Principal;
import java.util.List;
import javax.security.auth.Subject;

/**
 * The groups that a server found itself when it checked a password. No API tells them: servers of the GlassFish family put
 * them into the subject, as principals of a class of their own, and others find them again when they are told the name. No
 * other principal becomes a group, for a group may give a role.
 */
final class Groups {

    private Groups() {}

    static List<String> of(Subject subject) {
        return subject.getPrincipals().stream()
                .filter(principal -> principal.getClass().getSimpleName().contains("Group"))
                .map(Principal::getName)
                .toList();
    }
}
