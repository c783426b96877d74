package com.example.login;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** Opens for the board only. */
@Stateless
public class Vault {

    @Resource
    private SessionContext context;

    @RolesAllowed("board")
    public String open() {
        return "open for " + context.getCallerPrincipal().getName();
    }
}
