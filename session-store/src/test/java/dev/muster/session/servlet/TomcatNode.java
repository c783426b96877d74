package dev.muster.session.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/** A server of the cluster: an embedded Tomcat with the session filter and actions that a test gives it. */
final class TomcatNode implements AutoCloseable {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Tomcat tomcat = new Tomcat();
    private final StandardContext context;
    private final Map<String, Action> actions = new ConcurrentHashMap<>();

    interface Action {
        void run(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    TomcatNode() throws IOException {
        Path base = Files.createTempDirectory("muster-tomcat");
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getEngine().setName("node" + COUNTER.incrementAndGet());
        context = (StandardContext) tomcat.addContext("/shop", base.toString());
        context.setParentClassLoader(TomcatNode.class.getClassLoader());
        context.setSessionTimeout(30);
        context.addServletContainerInitializer(new SessionInitializer(), null);
        context.addApplicationListener(SessionStartup.class.getName());
        Wrapper servlet = Tomcat.addServlet(context, "actions", new Actions(null));
        servlet.setAsyncSupported(true);
        servlet.addMapping("/");
    }

    StandardContext context() {
        return context;
    }

    TomcatNode on(String path, Action action) {
        actions.put(path, action);
        return this;
    }

    /** A servlet by name for an action, so that dispatchers find it by that name too. */
    TomcatNode named(String name, String path) {
        Wrapper servlet = Tomcat.addServlet(context, name, new Actions(path));
        servlet.setAsyncSupported(true);
        servlet.addMapping(path);
        return this;
    }

    TomcatNode start() throws LifecycleException {
        tomcat.start();
        return this;
    }

    boolean isAvailable() {
        return context.getState().isAvailable();
    }

    HttpResponse<String> get(String path, String... cookies) throws IOException, InterruptedException {
        return send("GET", path, cookies);
    }

    HttpResponse<String> send(String method, String path, String... cookies) throws IOException, InterruptedException {
        return CLIENT.send(request(method, path, cookies), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> getAsync(String path, String... cookies) {
        return CLIENT.sendAsync(request("GET", path, cookies), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String... cookies) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody());
        if (cookies.length > 0) {
            request.header("Cookie", String.join("; ", cookies));
        }
        return request.build();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + "/shop" + path);
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** The name and value of the session cookie that a response sets. */
    static String cookie(HttpResponse<?> response) {
        List<String> set = response.headers().allValues("Set-Cookie");
        if (set.size() != 1) {
            throw new AssertionError("one cookie was expected, there are " + set);
        }
        return set.get(0).split(";", 2)[0];
    }

    int containerSessions() {
        return context.getManager().getActiveSessions();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private final class Actions extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final String only;

        Actions(String only) {
            this.only = only;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Object included = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
            Object path = included == null ? request.getServletPath() : included;
            Action action = actions.get(only == null ? path : only);
            if (action == null) {
                response.sendError(404);
                return;
            }
            try {
                action.run(request, response);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
