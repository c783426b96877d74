package dev.muster.session.cdi;

import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The name of the session attribute that holds a bean. The container's own ids of beans contain paths of the server, so
 * another one is made, which is equal on all servers: of the class, the types and the qualifiers.
 */
final class BeanName {

    private static final String PREFIX = "dev.muster.bean.";

    private BeanName() {}

    static String of(Bean<?> bean) {
        String types = bean.getTypes().stream().map(Type::getTypeName).sorted().collect(Collectors.joining(","));
        String qualifiers =
                bean.getQualifiers().stream().map(Object::toString).sorted().collect(Collectors.joining(","));
        String all = bean.getBeanClass().getName() + "|" + types + "|" + qualifiers + "|" + bean.getName();
        return PREFIX + bean.getBeanClass().getSimpleName() + "."
                + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    }
}
