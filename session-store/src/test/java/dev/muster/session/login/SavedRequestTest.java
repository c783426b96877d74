package dev.muster.session.login;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SavedRequestTest {

    @Test
    void target_isPathAndQuery() {
        assertThat(SavedRequest.target(request("/shop/page", "a=1"))).isEqualTo("/shop/page?a=1");
        assertThat(SavedRequest.target(request("/shop/page", null))).isEqualTo("/shop/page");
    }

    /** A browser takes an address that begins with two slashes for one on another host. */
    @Test
    void target_neverLeadsToAnotherHost() {
        assertThat(SavedRequest.target(request("//evil.example/page", null))).isEqualTo("/evil.example/page");
    }

    @Test
    void form_isReadInTheEncodingThatTheApplicationNames() {
        ReplayedRequest replayed = replayed("application/x-www-form-urlencoded", "t=gr%C3%BC%C3%9Fe", "UTF-8");

        assertThat(replayed.getMethod()).isEqualTo("POST");
        assertThat(replayed.getParameter("t")).isEqualTo("grüße");
        assertThat(Collections.list(replayed.getParameterNames())).containsExactly("t");
    }

    @Test
    void otherBody_isReadInTheEncodingThatTheClientNamed() throws IOException {
        ReplayedRequest replayed = replayed("text/plain; charset=\"utf-8\"", "grüße", null);

        assertThat(replayed.getReader().readLine()).isEqualTo("grüße");
        assertThat(replayed.getParameter("t")).isNull();
        assertThat(replayed.getHeader("content-type")).isEqualTo("text/plain; charset=\"utf-8\"");
    }

    private static ReplayedRequest replayed(String type, String body, String encoding) {
        TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", List.of(type));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SavedRequest saved = new SavedRequest("POST", "/shop/page", headers, bytes);
        return new ReplayedRequest(stub(Map.of("getCharacterEncoding", encoding == null ? "" : encoding)), saved);
    }

    private static HttpServletRequest request(String uri, String query) {
        return stub(Map.of("getRequestURI", uri, "getQueryString", query == null ? "" : query));
    }

    /** Answers with what a test names, else with nothing. */
    private static HttpServletRequest stub(Map<String, String> answers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                SavedRequestTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                    String answer = answers.getOrDefault(method.getName(), "");
                    if (method.getReturnType() == Map.class) {
                        return Map.of();
                    }
                    return answer.isEmpty() ? null : answer;
                });
    }
}
