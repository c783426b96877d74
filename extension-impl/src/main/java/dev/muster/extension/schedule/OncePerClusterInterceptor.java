package dev.muster.extension.schedule;

import dev.muster.schedule.OncePerCluster;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call of a scheduled method run or skips it. Stands before {@code @Transactional}, so that those that are skipped
 * begin no transaction, and one that runs has committed when the run is over. What its own annotation says has no meaning.
 */
@OncePerCluster(atMostEvery = "1s")
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class OncePerClusterInterceptor {

    private final Runs runs;

    /** Made by the CDI container. */
    @Inject
    public OncePerClusterInterceptor(Runs runs) {
        this.runs = runs;
    }

    /** A call from wherever. */
    @AroundInvoke
    public @Nullable Object invoke(InvocationContext call) throws Exception {
        return runOrSkip(call);
    }

    /** A call of an EJB timer. */
    @AroundTimeout
    public @Nullable Object timeout(InvocationContext call) throws Exception {
        return runOrSkip(call);
    }

    private @Nullable Object runOrSkip(InvocationContext call) throws Exception {
        Method method = call.getMethod();
        ScheduledMethod scheduled = ScheduledMethod.of(method, method.getAnnotation(OncePerCluster.class));
        Optional<Runnable> end = runs.begin(scheduled.name(), scheduled.atMostEvery());
        if (end.isEmpty()) {
            return scheduled.resultOfSkipped();
        }
        try {
            return call.proceed();
        } finally {
            end.get().run();
        }
    }
}
