package dev.muster.session.cdi;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A name for a bean that can be part of the name of a session attribute. The container's own ids of beans contain paths of the server, so
 * another one is made, which is equal on all servers: of the class, the types and the qualifiers.
 */
public final class BeanName {

    private BeanName() {}

    /**
     * The name of a bean.
     *
     * @throws IllegalArgumentException if this is no bean
     */
    public static String of(Contextual<?> contextual) {
        if (!(contextual instanceof Bean<?> bean)) {
            throw new IllegalArgumentException(contextual + " is not a bean");
        }
        String types = bean.getTypes().stream().map(Type::getTypeName).sorted().collect(Collectors.joining(","));
        String qualifiers =
                bean.getQualifiers().stream().map(Object::toString).sorted().collect(Collectors.joining(","));
        String all = bean.getBeanClass().getName() + "|" + types + "|" + qualifiers + "|" + bean.getName();
        return bean.getBeanClass().getSimpleName() + "." + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    }
}
