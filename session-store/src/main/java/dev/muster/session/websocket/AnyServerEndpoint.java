package dev.muster.session.websocket;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

/** The annotation with members that do not matter. */
@SuppressWarnings("ClassExplicitlyAnnotation") // a literal is made for that
final class AnyServerEndpoint extends AnnotationLiteral<ServerEndpoint> implements ServerEndpoint {

    private static final long serialVersionUID = 1L;

    @Override
    public String value() {
        return "";
    }

    @Override
    public String[] subprotocols() {
        return new String[0];
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // an empty array of a generic type
    public Class<? extends Decoder>[] decoders() {
        return new Class[0];
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // an empty array of a generic type
    public Class<? extends Encoder>[] encoders() {
        return new Class[0];
    }

    @Override
    public Class<? extends ServerEndpointConfig.Configurator> configurator() {
        return ServerEndpointConfig.Configurator.class;
    }
}
