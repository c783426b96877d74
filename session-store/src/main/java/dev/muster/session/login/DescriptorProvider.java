package dev.muster.session.login;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/** Provides the mechanism that the descriptors ask for. Thread-safe; works only inside {@link StoredLoginProvider}. */
final class DescriptorProvider implements AuthConfigProvider {

    private final LoginConfig login;

    DescriptorProvider(LoginConfig login) {
        this.login = login;
    }

    @Override
    public ServerAuthConfig getServerAuthConfig(String layer, String application, CallbackHandler callbacks) {
        return new Config(layer, application, mechanism(callbacks));
    }

    private DescriptorMechanism mechanism(CallbackHandler callbacks) {
        return switch (login.method()) {
            case "FORM" -> new FormMechanism(login, callbacks);
            case "BASIC" -> new BasicMechanism(login, callbacks);
            default -> new NoMechanism(callbacks);
        };
    }

    @Override
    public ClientAuthConfig getClientAuthConfig(String layer, String application, CallbackHandler callbacks)
            throws AuthException {
        throw new AuthException("there is nothing for clients here");
    }

    @Override
    public void refresh() {
        // a descriptor does not change
    }

    private record Config(String getMessageLayer, String getAppContext, ServerAuthContext mechanism)
            implements ServerAuthConfig {

        @Override
        public ServerAuthContext getAuthContext(String id, Subject service, Map<String, Object> properties) {
            return mechanism;
        }

        @Override
        public String getAuthContextID(MessageInfo message) {
            return getAppContext;
        }

        @Override
        public void refresh() {
            // a descriptor does not change
        }

        @Override
        public boolean isProtected() {
            return false;
        }
    }
}
