package dev.muster.session.login;

import dev.muster.session.servlet.Exchange;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.jspecify.annotations.Nullable;

/**
 * Puts our module around the server's own way of signing callers in when an application with stored sessions starts, and
 * takes it away when it stops. Declared in our web fragment; does nothing on servers without Jakarta Authentication.
 */
public final class LoginStartup implements ServletContextListener {

    private static final String API = "jakarta.security.auth.message.config.AuthConfigFactory";

    private @Nullable Runnable removal;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        if (!Exchange.isStored(context)) {
            return;
        }
        if (isAvailable()) {
            removal = Registration.open(context);
        } else {
            LeftAlone.tell(LoginConfig.of(context), "this server has no Jakarta Authentication");
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (removal != null) {
            removal.run();
            removal = null;
        }
    }

    private static boolean isAvailable() {
        try {
            Class.forName(API, false, LoginStartup.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
