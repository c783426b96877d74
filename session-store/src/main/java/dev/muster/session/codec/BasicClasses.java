package dev.muster.session.codec;

import java.lang.reflect.Proxy;
import java.util.List;

/** Classes of the JDK and of ours that hold values and do nothing by themselves; every list of classes has them. */
final class BasicClasses {

    private static final ClassPatterns PATTERNS = ClassPatterns.of(List.of(
            "java.lang.*",
            "java.math.*",
            "java.net.URI",
            "java.net.URL",
            "java.sql.Date",
            "java.sql.Time",
            "java.sql.Timestamp",
            "java.time.**",
            "java.util.*",
            "java.util.concurrent.**",
            "sun.util.calendar.ZoneInfo",
            "dev.muster.**"));

    private BasicClasses() {}

    /** Whether the class needs no naming; a proxy does not, for its interfaces are asked for one by one. */
    static boolean contain(Class<?> type) {
        return type.isPrimitive() || Proxy.isProxyClass(type) || PATTERNS.contain(type.getName());
    }
}
