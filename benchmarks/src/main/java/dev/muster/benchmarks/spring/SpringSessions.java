package dev.muster.benchmarks.spring;

import org.springframework.session.web.context.AbstractHttpSessionApplicationInitializer;

/** Puts Spring Session's filter in front of the application. */
public final class SpringSessions extends AbstractHttpSessionApplicationInitializer {

    /** Found by Spring's initializer of the container. */
    public SpringSessions() {
        super(SpringConfiguration.class);
    }
}
