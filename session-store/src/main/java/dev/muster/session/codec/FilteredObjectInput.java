package dev.muster.session.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;

/** Reads objects of the application's classes, within limits. */
final class FilteredObjectInput extends ObjectInputStream {

    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter("maxdepth=1000;maxrefs=5000000;maxbytes=67108864;maxarray=16777216");

    private final List<ClassLoader> loaders;

    FilteredObjectInput(InputStream in, List<ClassLoader> loaders) throws IOException {
        super(in);
        this.loaders = loaders;
        setObjectInputFilter(LIMITS);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        Optional<Class<?>> found = find(description.getName());
        return found.isPresent() ? found.get() : super.resolveClass(description);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
        Class<?>[] types = new Class<?>[interfaces.length];
        for (int i = 0; i < types.length; i++) {
            String name = interfaces[i];
            types[i] = find(name).orElseThrow(() -> new ClassNotFoundException(name));
        }
        return Proxy.newProxyInstance(loaders.get(0), types, (proxy, method, arguments) -> null)
                .getClass();
    }

    private Optional<Class<?>> find(String name) {
        return loaders.stream().flatMap(loader -> load(name, loader).stream()).findFirst();
    }

    private static Optional<Class<?>> load(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
