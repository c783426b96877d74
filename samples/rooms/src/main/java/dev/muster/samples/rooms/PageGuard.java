package dev.muster.samples.rooms;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells browsers to run nothing but our own scripts, and takes no orders from other people's pages. */
@WebFilter("/*")
public class PageGuard extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader(
                "Content-Security-Policy",
                // A page looks for its room on the other servers too
                "default-src 'self'; connect-src http: https: ws: wss:; frame-ancestors 'none'; base-uri 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        if (isOrderFromElsewhere(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "This came from another site's page");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isOrderFromElsewhere(HttpServletRequest request) {
        var origin = request.getHeader("Origin");
        var host = request.getHeader("Host");
        return "POST".equals(request.getMethod())
                && origin != null
                && host != null
                && !SameOrigin.hostOf(origin).equals(SameOrigin.lowerCase(host));
    }
}
