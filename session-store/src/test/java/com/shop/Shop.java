package com.shop;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Classes of an application, outside our packages. */
public final class Shop {

    private Shop() {}

    /** A lambda as applications keep them. */
    public static Object lambda() {
        return (Supplier<String> & Serializable) () -> "answer";
    }

    /** A dynamic proxy as applications keep them. */
    public static Object proxy() {
        return Proxy.newProxyInstance(Shop.class.getClassLoader(), new Class<?>[] {Named.class}, new Answer());
    }

    /** A cart. */
    public record Cart(List<Line> lines) implements Serializable {}

    /** A line of a cart. */
    public record Line(String item, Size size) implements Serializable {}

    /** Something else. */
    public record Other() implements Serializable {}

    /** A size. */
    public enum Size {
        SMALL,
        LARGE
    }

    /** What the proxy is. */
    public interface Named {
        /** Its name. */
        String name();
    }

    private record Answer() implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return Arrays.toString(arguments);
        }
    }
}
