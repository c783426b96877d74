package dev.muster.extension.schedule;

import dev.muster.MusterException;
import dev.muster.config.Durations;
import dev.muster.schedule.OncePerCluster;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A method that is run once per cluster. Immutable.
 *
 * @param name what is run once
 * @param atMostEvery above zero
 * @param returnsOptional whether a call that is skipped returns an empty {@code Optional} and not null
 */
record ScheduledMethod(String name, Duration atMostEvery, boolean returnsOptional) {

    private static final int LONGEST_NAME = 200;

    /**
     * Reads what the annotation says.
     *
     * @throws MusterException if it cannot be so
     */
    static ScheduledMethod of(Method method, OncePerCluster annotation) {
        refuse(method, Modifier.isPrivate(method.getModifiers()), "private methods are not intercepted");
        refuse(method, Modifier.isStatic(method.getModifiers()), "static methods are not intercepted");
        Class<?> type = method.getReturnType();
        refuse(
                method,
                type.isPrimitive() && type != void.class,
                "a call that is skipped could not return a value of type " + type
                        + ". Let the method return void, an Optional or an object, which is null then");
        refuse(
                method,
                CompletionStage.class.isAssignableFrom(type) || Future.class.isAssignableFrom(type),
                "its run would count as over when it returns, while the work goes on. Let the method return when the work"
                        + " is done");
        return new ScheduledMethod(name(method, annotation), atMostEvery(method, annotation), type == Optional.class);
    }

    @Nullable Object resultOfSkipped() {
        return returnsOptional ? Optional.empty() : null;
    }

    private static String name(Method method, OncePerCluster annotation) {
        String name = annotation.name().isEmpty()
                ? method.getDeclaringClass().getName() + "." + method.getName()
                : annotation.name();
        refuse(
                method,
                name.length() > LONGEST_NAME || !name.equals(name.strip()),
                "the name '" + name + "' has " + name.length()
                        + " characters or spaces at its ends. Give a name of at most " + LONGEST_NAME);
        return name;
    }

    private static Duration atMostEvery(Method method, OncePerCluster annotation) {
        Optional<Duration> duration = Durations.parse(annotation.atMostEvery());
        refuse(
                method,
                duration.isEmpty() || duration.get().toMillis() <= 0,
                "atMostEvery is '" + annotation.atMostEvery()
                        + "'. Right would be a duration above zero, for example 30s, 45m, 20h or PT20H");
        return duration.orElseThrow();
    }

    private static void refuse(Method method, boolean impossible, String reason) {
        if (impossible) {
            throw new MusterException(
                    ScheduleMessage.IMPOSSIBLE, method.getDeclaringClass().getName() + "." + method.getName(), reason);
        }
    }
}
