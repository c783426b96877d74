package dev.muster.schedule;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that each server's scheduler calls, and of whose calls that belong together only one runs. Stands on methods
 * of CDI beans and EJBs, whatever calls them: {@code @Schedule}, a {@code ManagedScheduledExecutorService}, Quartz.
 *
 * <pre>
 * &#64;Schedule(hour = "2")
 * &#64;OncePerCluster(atMostEvery = "20h")
 * public void sendInvoices() { … }
 * </pre>
 *
 * <p>A call runs if no other server is running the method and no run has started within {@link #atMostEvery()}, by the
 * database's clock. So it makes no difference that the servers' clocks and time zones fire at different moments. All
 * other calls return at once: {@code Optional.empty()} from a method that returns an {@code Optional}, else null.
 *
 * <p>A run that throws has run: the exception goes to the caller, and the next call may run after {@code atMostEvery}. A
 * server that dies during a run does not hold up the next. One that is fenced cannot be stopped in the middle: if that
 * matters, the method asks {@code ServerIdentity.requireCurrent()} before each step. While the shared database is away
 * nothing runs. Outside cluster mode each call runs.
 */
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface OncePerCluster {

    /**
     * How long after the start of a run all calls are skipped: {@code 30s}, {@code 45m}, {@code 20h}, {@code 6d} or
     * ISO-8601. Longer than the servers' firings are apart, and somewhat shorter than the period of the schedule: with
     * exactly the period, a firing that is a millisecond early would be skipped.
     */
    @Nonbinding
    String atMostEvery();

    /**
     * What is run once. Methods with the same name run in turns; by default class and method, so that overloaded methods
     * share one.
     */
    @Nonbinding
    String name() default "";
}
