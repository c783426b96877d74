<%@ page session="false" trimDirectiveWhitespaces="true" import="jakarta.servlet.*, jakarta.servlet.http.*, java.io.*" %>
<%!
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
    switch (way) {
        case "error" -> response.sendError(409);
        case "redirect" -> response.sendRedirect("elsewhere");
        case "flush" -> response.flushBuffer();
        case "close" -> response.getOutputStream().close();
        case "overflow" -> {
            response.getOutputStream().write(new byte[response.getBufferSize() + 1]);
            made.setAttribute("part", "after");
        }
        case "length" -> {
            response.setContentLength(3);
            response.getOutputStream().write(new byte[3]);
        }
        case "include" -> request.getRequestDispatcher("/part").include(request, response);
        case "include-context" -> application.getRequestDispatcher("/part").include(request, response);
        case "include-name" -> application.getNamedDispatcher("part").include(request, response);
        case "forward" -> request.getRequestDispatcher("/part").forward(request, response);
        case "forward-context" -> application.getRequestDispatcher("/part").forward(request, response);
        case "forward-name" -> application.getNamedDispatcher("part").forward(request, response);
        case "exception" -> throw new IllegalStateException("wanted");
        case "reset" -> {
            request.getRequestDispatcher("/part").include(request, response);
            if (!response.isCommitted()) {
                response.reset();
            }
        }
        case "async-complete" -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                ((HttpServletRequest) async.getRequest()).getSession().setAttribute("part", "async");
                async.complete();
            });
        }
        case "async-dispatch" -> request.startAsync().dispatch("/part");
        case "async-timeout" -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(50);
            async.addListener(new Late());
        }
        default -> throw new IllegalArgumentException(way);
    }
%>
