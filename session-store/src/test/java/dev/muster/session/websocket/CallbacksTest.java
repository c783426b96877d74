package dev.muster.session.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Whose instance can be told to belong to one socket for certain: any doubt could hand out somebody else's session. */
class CallbacksTest {

    private final BeanManager manager = (BeanManager) Proxy.newProxyInstance(
            CallbacksTest.class.getClassLoader(),
            new Class<?>[] {BeanManager.class},
            (proxy, method, arguments) -> arguments[0] == ApplicationScoped.class);

    @Test
    void endpointCalledAtOpening_isOfOneSocket() {
        assertThat(Callbacks.isPerSocket(AtOpening.class, manager)).isTrue();
    }

    @Test
    void endpointMadeAtTheFirstMessage_isNot() {
        assertThat(Callbacks.isPerSocket(AtMessage.class, manager)).isFalse();
    }

    @Test
    void sharedEndpoint_isNot() {
        assertThat(Callbacks.isPerSocket(Shared.class, manager)).isFalse();
        assertThat(Callbacks.isPerSocket(MadeByItsConfigurator.class, manager)).isFalse();
    }

    @ServerEndpoint("/opening")
    public static class AtOpening {
        @OnOpen
        public void open() {}
    }

    @ServerEndpoint("/message")
    public static class AtMessage {
        @OnMessage
        public void message(String text) {}
    }

    @ServerEndpoint("/shared")
    @ApplicationScoped
    public static class Shared extends AtOpening {}

    @ServerEndpoint(value = "/made", configurator = Maker.class)
    public static class MadeByItsConfigurator extends AtOpening {}

    public static class Maker extends Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            throw new UnsupportedOperationException(endpointClass.getName());
        }
    }
}
