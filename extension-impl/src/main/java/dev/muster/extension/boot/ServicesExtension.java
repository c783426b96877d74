package dev.muster.extension.boot;

import dev.muster.MusterException;
import dev.muster.event.ClusterEventCodec;
import dev.muster.event.Clustered;
import dev.muster.extension.event.Codecs;
import dev.muster.extension.node.Services;
import dev.muster.extension.schedule.OncePerClusterInterceptor;
import dev.muster.extension.schedule.Runs;
import dev.muster.extension.schedule.ScheduleCheck;
import dev.muster.lock.ClusterLocks;
import dev.muster.schedule.OncePerCluster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The CDI side of what applications need on the lease of a server besides rooms. Made by the CDI container, one per
 * application.
 */
public class ServicesExtension implements Extension {

    private final Set<Class<?>> fired = new LinkedHashSet<>();
    private final Set<Bean<?>> codecs = new LinkedHashSet<>();

    void addInterceptor(@Observes BeforeBeanDiscovery event) {
        event.addAnnotatedType(OncePerClusterInterceptor.class, OncePerClusterInterceptor.class.getName());
    }

    <T> void checkSchedules(@Observes @WithAnnotations(OncePerCluster.class) ProcessAnnotatedType<T> event) {
        if (event.getAnnotatedType().getJavaClass() != OncePerClusterInterceptor.class) {
            ScheduleCheck.of(event.getAnnotatedType());
        }
    }

    <T, X extends Event<?>> void noteWhatIsFired(@Observes ProcessInjectionPoint<T, X> event) {
        InjectionPoint point = event.getInjectionPoint();
        if (point.getQualifiers().contains(Clustered.Literal.INSTANCE)
                && point.getType() instanceof ParameterizedType type
                && type.getActualTypeArguments()[0] instanceof Class<?> payload) {
            fired.add(payload);
        }
    }

    void noteCodec(@Observes ProcessBean<?> event) {
        if (event.getBean().getTypes().stream().anyMatch(ServicesExtension::isCodec)) {
            codecs.add(event.getBean());
        }
    }

    void addBeans(@Observes AfterBeanDiscovery event, BeanManager beans) {
        add(event, beans, ClusterLocks.class, Services::locks);
        add(event, beans, Runs.class, Services::runs);
        // Before those of the application: what cannot be sent must not be observed here either.
        event.addObserverMethod()
                .beanClass(ServicesExtension.class)
                .observedType(Object.class)
                .addQualifier(Clustered.Literal.INSTANCE)
                .priority(Interceptor.Priority.PLATFORM_BEFORE)
                .notifyWith(context -> services(beans)
                        .events()
                        .send(context.getEvent(), context.getMetadata().getQualifiers()));
        event.addObserverMethod()
                .beanClass(ServicesExtension.class)
                .observedType(Object.class)
                .addQualifier(Clustered.Literal.INSTANCE)
                .async(true)
                .notifyWith(context -> {
                    throw services(beans).events().refusedAsync(context.getEvent());
                });
    }

    void checkCodecs(@Observes AfterDeploymentValidation event, BeanManager beans) {
        if (fired.isEmpty()) {
            return;
        }
        try {
            Codecs made = new Codecs(codecs(beans));
            fired.forEach(made::requireAnyFor);
        } catch (MusterException e) {
            event.addDeploymentProblem(e);
        }
    }

    /** Not looked up by type: in some servers a look-up from our jar does not see the beans of the application. */
    List<ClusterEventCodec<?>> codecs(BeanManager beans) {
        return codecs.stream()
                .<ClusterEventCodec<?>>map(bean -> codec(bean, beans))
                .toList();
    }

    private static ClusterEventCodec<?> codec(Bean<?> bean, BeanManager beans) {
        Type type = bean.getTypes().stream()
                .filter(ServicesExtension::isCodec)
                .findFirst()
                .orElseThrow();
        return (ClusterEventCodec<?>) beans.getReference(bean, type, beans.createCreationalContext(bean));
    }

    private static boolean isCodec(Type type) {
        return type == ClusterEventCodec.class
                || (type instanceof ParameterizedType generic && generic.getRawType() == ClusterEventCodec.class);
    }

    private static <T> void add(
            AfterBeanDiscovery event, BeanManager beans, Class<T> type, Function<Services, T> source) {
        event.<T>addBean()
                .beanClass(ServicesExtension.class)
                .id(type.getName())
                .types(type, Object.class)
                .scope(ApplicationScoped.class)
                .produceWith(instance -> source.apply(services(beans)));
    }

    private static Services services(BeanManager beans) {
        return beans.getExtension(MusterExtension.class).boot().node().services();
    }
}
