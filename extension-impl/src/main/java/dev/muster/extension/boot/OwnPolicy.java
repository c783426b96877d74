package dev.muster.extension.boot;

import dev.muster.MusterException;
import dev.muster.extension.room.RoomMessage;
import dev.muster.room.PlacementPolicy;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The application's placement policy, if it has one. Its bean is noted when CDI shows it, because in some servers a look-up
 * by our jar does not see the beans of the application. A bean that is disabled or not selected is never shown. For one
 * thread at a time.
 */
final class OwnPolicy {

    private final Set<Bean<?>> policies = new LinkedHashSet<>();

    void note(Bean<?> bean) {
        if (bean.getTypes().contains(PlacementPolicy.class)
                && bean.getQualifiers().contains(Default.Literal.INSTANCE)) {
            policies.add(bean);
        }
    }

    /**
     * The policy.
     *
     * @throws MusterException if there are several and nothing says which of them
     */
    Optional<PlacementPolicy> find(BeanManager beans) {
        return bean(beans).map(bean ->
                (PlacementPolicy) beans.getReference(bean, PlacementPolicy.class, beans.createCreationalContext(bean)));
    }

    /**
     * Fails if there are several policies and nothing says which of them it is.
     *
     * @throws MusterException in that case
     */
    void requireOne(BeanManager beans) {
        var unused = bean(beans);
    }

    private Optional<Bean<?>> bean(BeanManager beans) {
        try {
            return Optional.ofNullable(beans.resolve(policies));
        } catch (AmbiguousResolutionException e) {
            throw new MusterException(e, RoomMessage.TWO_POLICIES, names());
        }
    }

    private String names() {
        return policies.stream()
                .map(bean -> bean.getBeanClass().getName())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
