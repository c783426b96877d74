package dev.muster.jpa.probe;

import dev.muster.jpa.MeshConfig;
import dev.muster.jpa.MeshException;
import dev.muster.jpa.MeshSecurity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What the command line asks for. Immutable. Secrets come from files or the environment: what is on a command line, every
 * user of the machine can read.
 *
 * @param cluster name of the cluster
 * @param security how to prove that we may ask
 * @param addresses whom to ask
 */
record Options(String cluster, MeshSecurity security, List<InetSocketAddress> addresses) {

    static final String USAGE = """
            usage: java -jar muster-jpa.jar peers [options] host[:port] ...

            Asks servers how their links are. Port 5636 if none is given.

              --cluster NAME          the cluster's name; 'static' if none is given
              --secret-file FILE      the shared secret; or in the environment, MUSTER_JPA_SECRET
              --keystore FILE         the servers' key store
              --password-file FILE    its password; or in the environment, MUSTER_JPA_KEYSTORE_PASSWORD

            Ends with 0 if all links are up, 1 if one is not, 2 if the command line is wrong.
            """;

    private static final String DEFAULT_CLUSTER = "static";

    /**
     * @throws UsageException if it cannot be understood
     * @throws MeshException if the key store cannot be read
     */
    static Options parse(List<String> arguments, Map<String, String> environment) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        if (!"peers".equals(rest.poll())) {
            throw new UsageException("the command is 'peers'");
        }
        String cluster = DEFAULT_CLUSTER;
        String secret = environment.getOrDefault("MUSTER_JPA_SECRET", "");
        String keyStore = "";
        String password = environment.getOrDefault("MUSTER_JPA_KEYSTORE_PASSWORD", "");
        List<InetSocketAddress> addresses = new ArrayList<>();
        while (!rest.isEmpty()) {
            String word = rest.remove();
            switch (word) {
                case "--cluster" -> cluster = value(word, rest);
                case "--secret-file" -> secret = read(value(word, rest));
                case "--keystore" -> keyStore = value(word, rest);
                case "--password-file" -> password = read(value(word, rest));
                default -> addresses.add(address(word));
            }
        }
        if (addresses.isEmpty()) {
            throw new UsageException("name at least one server");
        }
        return new Options(cluster, security(secret, keyStore, password), List.copyOf(addresses));
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.remove();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UsageException("'" + file + "' cannot be read: " + e);
        }
    }

    private static InetSocketAddress address(String word) {
        if (word.startsWith("-")) {
            throw new UsageException("'" + word + "' is no option");
        }
        int colon = word.lastIndexOf(':');
        boolean hasPort = colon > 0 && (word.indexOf(':') == colon || word.charAt(colon - 1) == ']');
        String host = hasPort ? word.substring(0, colon) : word;
        try {
            int port = hasPort ? Integer.parseInt(word.substring(colon + 1)) : MeshConfig.DEFAULT_PORT;
            return InetSocketAddress.createUnresolved(host, port);
        } catch (IllegalArgumentException e) {
            throw new UsageException("'" + word + "' is not host[:port]");
        }
    }

    private static MeshSecurity security(String secret, String keyStore, String password) {
        if (!keyStore.isEmpty()) {
            return MeshSecurity.keyStore(Path.of(keyStore), password.toCharArray());
        }
        return secret.isEmpty() ? MeshSecurity.loopbackOnly() : MeshSecurity.sharedSecret(secret.toCharArray());
    }

    /** A command line that cannot be understood; the message says why. */
    static final class UsageException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
