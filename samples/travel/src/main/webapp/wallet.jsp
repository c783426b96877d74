<%@ page contentType="text/plain;charset=UTF-8" session="true" %>${sessionScope.early}
