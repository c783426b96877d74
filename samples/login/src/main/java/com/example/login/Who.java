package com.example.login;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** Who is signed in. */
final class Who {

    private Who() {}

    static String user(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "nobody" : principal.getName();
    }
}
