package dev.muster.session.login;

import dev.muster.session.servlet.Exchange;
import dev.muster.session.servlet.ProgrammaticLogin;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** In an application that declares nothing about security, a sign-in lasts for its request; whoever does it is told once. */
final class UnkeptLogin implements ProgrammaticLogin {

    private static final System.Logger LOG = System.getLogger("dev.muster.session");

    private final AtomicBoolean told = new AtomicBoolean();

    @Override
    public void login(HttpServletRequest request, @Nullable ServletResponse response, String name, String password)
            throws ServletException {
        request.login(name, password);
        if (told.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    LoginMessage.NOT_KEPT.text("request.login was called in an application whose descriptors name no"
                            + " login-config, role or constraint. Add a login-config to WEB-INF/web.xml"));
        }
    }

    @Override
    public void loggedOut(Exchange exchange) {
        // nobody was kept
    }
}
