package dev.muster.it;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After a failed test, prints where the logs of the servers that run are, and how they end. */
public final class ShowLogs implements AfterTestExecutionCallback {

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            PayaraServer.open()
                    .forEach(server -> System.err.println("--- server " + server.name() + ", the end of "
                            + server.log().file() + "\n" + server.log().tail(40)));
        }
    }
}
