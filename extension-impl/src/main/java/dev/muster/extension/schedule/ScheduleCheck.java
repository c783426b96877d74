package dev.muster.extension.schedule;

import dev.muster.MusterException;
import dev.muster.schedule.OncePerCluster;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;

/** Finds out at the deployment what else would go wrong in the night. */
public final class ScheduleCheck {

    private ScheduleCheck() {}

    /**
     * Looks at the methods of a class of the application.
     *
     * @throws MusterException if one cannot be what its annotation says
     */
    public static void of(AnnotatedType<?> type) {
        if (type.isAnnotationPresent(OncePerCluster.class)) {
            throw new MusterException(
                    ScheduleMessage.IMPOSSIBLE,
                    type.getJavaClass().getName(),
                    "it is a class. Annotate the methods that a scheduler calls");
        }
        type.getMethods().forEach(ScheduleCheck::of);
    }

    private static void of(AnnotatedMethod<?> method) {
        OncePerCluster annotation = method.getAnnotation(OncePerCluster.class);
        if (annotation != null) {
            ScheduledMethod.of(method.getJavaMember(), annotation);
        }
    }
}
