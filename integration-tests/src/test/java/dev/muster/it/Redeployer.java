package dev.muster.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Payara Micro that deploys and undeploys while it runs, which its own command line cannot do: {@code POST
 * /deploy?name=file}, {@code POST /undeploy?name} at the loopback port that the system property says.
 *
 * <p>Runs with nothing but Payara Micro's jar and this class, and so asks for Payara's interfaces by their names.
 */
public final class Redeployer {

    static final String PORT_PROPERTY = "redeployer.port";

    private final Class<?> type;
    private final Object payara;

    private Redeployer(Class<?> type, Object payara) {
        this.type = type;
        this.payara = payara;
    }

    /** A folder with this program only: a server that it starts sees no other class of the tests. */
    static Path copiedTo(Path folder) {
        for (var type : List.of(Redeployer.class, Call.class)) {
            var file = folder.resolve(type.getName().replace('.', '/') + ".class");
            try (var code = type.getResourceAsStream(file.getFileName().toString())) {
                Files.createDirectories(file.getParent());
                Files.write(file, code.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /** Starts Payara Micro with its usual arguments. */
    public static void main(String[] arguments) throws Exception {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT_PROPERTY));
        // Bound before Payara says that it is ready: whoever hears that may call.
        var server = HttpServer.create(address, 5);
        var boot = Class.forName("fish.payara.micro.boot.PayaraMicroLauncher")
                .getMethod("create", String[].class)
                .invoke(null, (Object) arguments);
        var payara = Class.forName("fish.payara.micro.boot.PayaraMicroBoot")
                .getMethod("getRuntime")
                .invoke(boot);
        var redeployer = new Redeployer(Class.forName("fish.payara.micro.PayaraMicroRuntime"), payara);
        server.createContext("/", redeployer::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery().split("=", 2);
        var text = switch (exchange.getRequestURI().getPath()) {
            case "/deploy" ->
                run(() -> type.getMethod("deploy", String.class, String.class, File.class)
                        .invoke(payara, query[0], "/" + query[0], new File(query[1])));
            case "/undeploy" ->
                run(() -> type.getMethod("undeploy", String.class).invoke(payara, query[0]));
            default -> "unknown";
        };
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            body.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String run(Call call) {
        try {
            return String.valueOf(call.run());
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getCause());
        } catch (ReflectiveOperationException e) {
            return String.valueOf(e);
        }
    }

    private interface Call {

        Object run() throws ReflectiveOperationException;
    }
}
