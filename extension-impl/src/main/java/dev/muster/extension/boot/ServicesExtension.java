package dev.muster.extension.boot;

import dev.muster.extension.node.Services;
import dev.muster.extension.schedule.OncePerClusterInterceptor;
import dev.muster.extension.schedule.Runs;
import dev.muster.extension.schedule.ScheduleCheck;
import dev.muster.lock.ClusterLocks;
import dev.muster.schedule.OncePerCluster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.util.function.Function;

/**
 * The CDI side of what applications need on the lease of a server besides rooms. Made by the CDI container, one per
 * application.
 */
public class ServicesExtension implements Extension {

    void addInterceptor(@Observes BeforeBeanDiscovery event) {
        event.addAnnotatedType(OncePerClusterInterceptor.class, OncePerClusterInterceptor.class.getName());
    }

    <T> void checkSchedules(@Observes @WithAnnotations(OncePerCluster.class) ProcessAnnotatedType<T> event) {
        if (event.getAnnotatedType().getJavaClass() != OncePerClusterInterceptor.class) {
            ScheduleCheck.of(event.getAnnotatedType());
        }
    }

    void addBeans(@Observes AfterBeanDiscovery event, BeanManager beans) {
        add(event, beans, ClusterLocks.class, Services::locks);
        add(event, beans, Runs.class, Services::runs);
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
