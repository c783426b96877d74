package dev.muster.extension.address;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** Asks Payara Micro on which ports it listens, whether given or found free. It has no public way to ask so early. */
final class PayaraMicro {

    private static final System.Logger LOG = System.getLogger("dev.muster.server");
    private static final String INSTANCE = "fish.payara.appserver.micro.services.PayaraInstanceImpl";
    private static final String SERVICES = "org.glassfish.internal.api.Globals";

    private PayaraMicro() {}

    static Optional<Endpoint> endpoint(ClassLoader application) {
        try {
            Class<?> type = Class.forName(INSTANCE, true, application);
            Class<?> services = Class.forName(SERVICES, true, application);
            Object instance = services.getMethod("get", Class.class).invoke(null, type);
            Object descriptor = type.getMethod("getLocalDescriptor").invoke(instance);
            return first(descriptor, "getHttpPorts", "http").or(() -> first(descriptor, "getHttpsPorts", "https"));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "this Payara Micro does not tell its ports", e);
            return Optional.empty();
        }
    }

    private static Optional<Endpoint> first(Object descriptor, String getter, String protocol) {
        try {
            Object ports = descriptor.getClass().getMethod(getter).invoke(descriptor);
            return ports instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Integer port
                    ? Optional.of(new Endpoint(protocol, port))
                    : Optional.empty();
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "this Payara Micro has no " + getter, e);
            return Optional.empty();
        }
    }
}
