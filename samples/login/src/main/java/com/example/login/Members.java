package com.example.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Map;
import java.util.Set;

/** The members, for the mechanisms of Jakarta Security. Their passwords are their names backwards. */
@ApplicationScoped
public class Members implements IdentityStore {

    private static final Map<String, Set<String>> ROLES =
            Map.of("mona", Set.of("member"), "nora", Set.of("member", "board"));

    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        String name = credential.getCaller();
        String password = new StringBuilder(name).reverse().toString();
        return ROLES.containsKey(name) && credential.compareTo(name, password)
                ? new CredentialValidationResult(name, ROLES.get(name))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
