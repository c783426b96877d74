<%@ page contentType="text/plain;charset=UTF-8" trimDirectiveWhitespaces="true" %>
<%
    Integer before = (Integer) session.getAttribute("jsp");
    session.setAttribute("jsp", before == null ? 1 : before + 1);
%>
<%= session.getAttribute("jsp") %>
