package dev.muster.extension.schedule;

import dev.muster.MusterException;
import dev.muster.schedule.OncePerCluster;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.System.Logger.Level;
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

    private static final System.Logger LOG = System.getLogger("dev.muster.schedule");

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
        Optional<Runnable> end = begin(scheduled);
        if (end.isEmpty()) {
            return scheduled.resultOfSkipped();
        }
        try {
            return call.proceed();
        } finally {
            end.get().run();
        }
    }

    /** The timer of an EJB may also fire before the application has started or after it was stopped. */
    private Optional<Runnable> begin(ScheduledMethod scheduled) {
        try {
            return runs.begin(scheduled.name(), scheduled.atMostEvery());
        } catch (MusterException e) {
            LOG.log(Level.WARNING, ScheduleMessage.SKIPPED.text(scheduled.name(), e.getMessage()));
            return Optional.empty();
        }
    }
}
