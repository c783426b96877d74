package dev.muster.extension.boot;

import dev.muster.config.Settings;
import dev.muster.extension.room.DatabaseRoomAllocator;
import dev.muster.extension.room.InfinispanRoomAllocator;
import dev.muster.extension.room.OfThisServer;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomMoves;
import dev.muster.server.Cluster;
import dev.muster.server.ServerControl;
import dev.muster.server.ServerIdentity;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.interceptor.Interceptor;
import jakarta.servlet.ServletContext;
import java.lang.annotation.Annotation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The CDI side of Muster: reads the configuration before anything else, adds the beans that applications inject, and
 * fails the deployment where something is wrong. Made by the CDI container, one per application.
 */
public class MusterExtension implements Extension {

    private final OwnPolicy policy = new OwnPolicy();
    private @Nullable Settings settings;
    private @Nullable Boot boot;

    void readSettings(@Observes BeforeBeanDiscovery event) {
        settings = Settings.load(application());
        event.addAnnotatedType(DatabaseRoomAllocator.class, DatabaseRoomAllocator.class.getName());
        event.addAnnotatedType(InfinispanRoomAllocator.class, InfinispanRoomAllocator.class.getName());
    }

    void notePolicy(@Observes ProcessBean<?> event) {
        policy.note(event.getBean());
    }

    void addBeans(@Observes AfterBeanDiscovery event, BeanManager beans) {
        Settings read = settings == null ? Settings.load(application()) : settings;
        Boot made = new Boot(read, application(), new CdiEvents(beans), () -> policy.find(beans));
        boot = made;
        add(
                event,
                ServerIdentity.class,
                Default.Literal.INSTANCE,
                node -> node.node().identity());
        add(event, Cluster.class, Default.Literal.INSTANCE, node -> node.node().cluster());
        // Two beans: adding a qualifier to one would take @Default away from it.
        add(
                event,
                RoomAllocator.class,
                Default.Literal.INSTANCE,
                node -> node.node().rooms());
        add(
                event,
                RoomAllocator.class,
                OfThisServer.Literal.INSTANCE,
                node -> node.node().rooms());
        add(
                event,
                RoomMoves.class,
                Default.Literal.INSTANCE,
                node -> node.node().moves());
        add(
                event,
                ServerControl.class,
                Default.Literal.INSTANCE,
                node -> node.node().control());
    }

    void check(@Observes AfterDeploymentValidation event, BeanManager beans) {
        if (boot().isMember()) {
            policy.requireOne(beans);
            FragmentOrder.ofWar().require("muster");
        }
    }

    /** Before the application's own observers of the same event, which may use our beans. */
    void learnContextPath(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    Object event) {
        if (event instanceof ServletContext context) {
            boot().contextPath(context.getContextPath());
        }
    }

    void stop(@Observes BeforeShutdown event) {
        if (boot != null) {
            boot.stop();
        }
    }

    Boot boot() {
        if (boot == null) {
            throw new IllegalStateException("CDI has not started this extension");
        }
        return boot;
    }

    private <T> void add(AfterBeanDiscovery event, Class<T> type, Annotation qualifier, Function<Boot, T> source) {
        event.<T>addBean()
                .beanClass(MusterExtension.class)
                .id(type.getName() + " " + qualifier)
                .types(type, Object.class)
                .qualifiers(qualifier, Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .produceWith(instance -> source.apply(boot()));
    }

    /** The application's, not the server's: where the jar lies in a library folder of the server, they differ. */
    private static ClassLoader application() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? MusterExtension.class.getClassLoader() : context;
    }
}
