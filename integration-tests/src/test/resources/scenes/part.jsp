<%@ page session="false" trimDirectiveWhitespaces="true" import="jakarta.servlet.http.*" %>
<%
    HttpSession mine = request.getSession();
    mine.setAttribute("part", "part");
    out.print("part");
    if (!"reset".equals(mine.getAttribute("scene"))) {
        out.flush();
    }
%>
