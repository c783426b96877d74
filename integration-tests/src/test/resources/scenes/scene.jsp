<%@ page session="false" trimDirectiveWhitespaces="true" import="jakarta.servlet.*, jakarta.servlet.http.*, java.io.*" %>
<%!
    // Payara compiles pages for Java 8
    /** Sets an attribute after the response was left to another thread or to nobody. */
    static final class Late implements AsyncListener {
        public void onComplete(AsyncEvent event) {}
        public void onError(AsyncEvent event) {}
        public void onStartAsync(AsyncEvent event) {}
        public void onTimeout(AsyncEvent event) {
            ((HttpServletRequest) event.getSuppliedRequest()).getSession().setAttribute("part", "timeout");
            event.getAsyncContext().complete();
        }
    }
%>
<%
    String way = request.getParameter("way");
    if (way.equals("look")) {
        HttpSession found = request.getSession(false);
        response.getWriter().print(found == null ? "none" : found.getAttribute("scene") + " " + found.getAttribute("part"));
        return;
    }
    if (way.equals("encode")) {
        request.getSession();
        response.getWriter().print(response.encodeURL("scene?way=look"));
        return;
    }
    HttpSession made = request.getSession();
    made.setAttribute("scene", way);
    if (way.equals("error")) {
        response.sendError(409);
    } else if (way.equals("redirect")) {
        response.sendRedirect("elsewhere");
    } else if (way.equals("flush")) {
        response.flushBuffer();
    } else if (way.equals("close")) {
        response.getOutputStream().close();
    } else if (way.equals("overflow")) {
        response.getOutputStream().write(new byte[response.getBufferSize() + 1]);
        made.setAttribute("part", "after");
    } else if (way.equals("length")) {
        response.setContentLength(3);
        response.getOutputStream().write(new byte[3]);
    } else if (way.equals("include")) {
        request.getRequestDispatcher("/part").include(request, response);
    } else if (way.equals("include-context")) {
        application.getRequestDispatcher("/part").include(request, response);
    } else if (way.equals("include-name")) {
        application.getNamedDispatcher("part").include(request, response);
    } else if (way.equals("forward")) {
        request.getRequestDispatcher("/part").forward(request, response);
    } else if (way.equals("forward-context")) {
        application.getRequestDispatcher("/part").forward(request, response);
    } else if (way.equals("forward-name")) {
        application.getNamedDispatcher("part").forward(request, response);
    } else if (way.equals("exception")) {
        throw new IllegalStateException("wanted");
    } else if (way.equals("reset")) {
        request.getRequestDispatcher("/part").include(request, response);
        if (!response.isCommitted()) {
            response.reset();
        }
    } else if (way.equals("async-complete")) {
        final AsyncContext async = request.startAsync();
        async.start(new Runnable() {
            public void run() {
                ((HttpServletRequest) async.getRequest()).getSession().setAttribute("part", "async");
                async.complete();
            }
        });
    } else if (way.equals("async-dispatch")) {
        request.startAsync().dispatch("/part");
    } else if (way.equals("async-timeout")) {
        AsyncContext async = request.startAsync();
        async.setTimeout(50);
        async.addListener(new Late());
    } else {
        throw new IllegalArgumentException(way);
    }
%>
