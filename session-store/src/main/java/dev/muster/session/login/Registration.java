package dev.muster.session.login;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * Registers our provider for an application:
 *
 * <ol>
 *   <li>around the one that the application has, for example that of Jakarta Security;
 *   <li>else around our own mechanism for what {@code web.xml} says, because the container's would keep the caller in its
 *       own session;
 *   <li>else not at all: if signing in would not last, whoever uses it is told.
 * </ol>
 */
final class Registration {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");
    private static final String LAYER = "HttpServlet";
    private static final String TOMCAT = "Apache Tomcat";

    private Registration() {}

    /** Registers and returns what takes the registration back. */
    static Runnable open(ServletContext context) {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        if (factory == null) {
            LeftAlone.tell(LoginConfig.of(context), "Jakarta Authentication is switched off in this server");
            return () -> {};
        }
        String application = context.getVirtualServerName() + " " + context.getContextPath();
        AuthConfigProvider existing = factory.getConfigProvider(LAYER, application, null);
        AuthConfigProvider mechanism = existing == null ? ofDescriptors(context) : existing;
        return mechanism == null ? () -> {} : register(factory, application, mechanism);
    }

    private static Runnable register(AuthConfigFactory factory, String application, AuthConfigProvider mechanism) {
        AuthConfigProvider ours = new StoredLoginProvider(mechanism);
        String id = factory.registerConfigProvider(ours, LAYER, application, "Muster: callers in stored sessions");
        LOG.log(System.Logger.Level.DEBUG, "sign-in is kept in stored sessions, by {0}", mechanism);
        return () -> {
            if (factory.getConfigProvider(LAYER, application, null) == ours) {
                factory.removeRegistration(id);
            }
        };
    }

    /** DIGEST and CLIENT-CERT need no session: their clients prove who they are with each request, to any server. */
    private static @Nullable AuthConfigProvider ofDescriptors(ServletContext context) {
        LoginConfig config = LoginConfig.of(context);
        if (context.getServerInfo().startsWith(TOMCAT)) {
            LeftAlone.tell(config, "Tomcat tells login modules no roles");
            return null;
        }
        return switch (config.method()) {
            case "FORM", "BASIC" -> own(context, config);
            case "", "NONE" -> config.secured() ? own(context, config) : none(context);
            case "DIGEST", "CLIENT-CERT" -> null;
            default -> {
                LOG.log(System.Logger.Level.WARNING, LoginMessage.NOT_KEPT.text(foreign(config.method())));
                yield null;
            }
        };
    }

    private static AuthConfigProvider own(ServletContext context, LoginConfig config) {
        new PasswordLogin().publish(context);
        return new DescriptorProvider(config);
    }

    private static @Nullable AuthConfigProvider none(ServletContext context) {
        new UnkeptLogin().publish(context);
        return null;
    }

    private static String foreign(String method) {
        return "the auth-method " + method
                + " in web.xml is one of this server, which may keep the caller in a session of its"
                + " own. Use FORM, BASIC or a mechanism of Jakarta Security";
    }
}
