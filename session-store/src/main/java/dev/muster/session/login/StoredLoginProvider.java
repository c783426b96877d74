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
import org.jspecify.annotations.Nullable;

/** Another provider, each of whose mechanisms works on stored sessions. Thread-safe if that provider is. */
final class StoredLoginProvider implements AuthConfigProvider {

    private final AuthConfigProvider provider;

    StoredLoginProvider(AuthConfigProvider provider) {
        this.provider = provider;
    }

    @Override
    public ServerAuthConfig getServerAuthConfig(String layer, String application, @Nullable CallbackHandler container)
            throws AuthException {
        if (container == null) {
            throw new AuthException("the server gives its login modules no way to tell it who the caller is");
        }
        return new Config(provider.getServerAuthConfig(layer, application, new LoginCallbacks(container)));
    }

    @Override
    public ClientAuthConfig getClientAuthConfig(String layer, String application, CallbackHandler container)
            throws AuthException {
        return provider.getClientAuthConfig(layer, application, container);
    }

    @Override
    public void refresh() {
        provider.refresh();
    }

    private record Config(ServerAuthConfig config) implements ServerAuthConfig {

        @Override
        public ServerAuthContext getAuthContext(String id, Subject service, Map<String, Object> properties)
                throws AuthException {
            return new StoredLogin(config.getAuthContext(id, service, properties));
        }

        @Override
        public String getMessageLayer() {
            return config.getMessageLayer();
        }

        @Override
        public String getAppContext() {
            return config.getAppContext();
        }

        @Override
        public String getAuthContextID(MessageInfo message) {
            return config.getAuthContextID(message);
        }

        @Override
        public void refresh() {
            config.refresh();
        }

        @Override
        public boolean isProtected() {
            return config.isProtected();
        }
    }
}
