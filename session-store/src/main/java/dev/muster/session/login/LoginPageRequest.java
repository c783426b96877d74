package dev.muster.session.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the login page is to see of the request that it answers: neither that it was a POST, nor what was posted. */
final class LoginPageRequest extends HttpServletRequestWrapper {

    LoginPageRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public String getMethod() {
        String method = super.getMethod();
        return method.equals("HEAD") ? method : "GET";
    }

    @Override
    public @Nullable String getParameter(String name) {
        return null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return null;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.emptyEnumeration();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }
}
