package dev.muster.session.codec;

import java.util.List;
import java.util.Optional;

/**
 * Finds the application's classes, and those that its container keeps from it but puts into its objects, such as the
 * proxies of CDI beans.
 */
final class ApplicationClassLoader extends ClassLoader {

    private final List<ClassLoader> loaders;

    /**
     * A loader that looks in the others.
     *
     * @param loaders where to look, in this order
     */
    ApplicationClassLoader(List<ClassLoader> loaders) {
        super(null);
        this.loaders = List.copyOf(loaders);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return loaders.stream()
                .flatMap(loader -> find(name, loader).stream())
                .findFirst()
                .orElseThrow(() -> new ClassNotFoundException(name));
    }

    private static Optional<Class<?>> find(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
