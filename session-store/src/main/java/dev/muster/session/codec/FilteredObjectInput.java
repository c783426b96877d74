package dev.muster.session.codec;

import dev.muster.session.AttributeClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URL;

/** Reads objects of the application's classes, as far as its filter lets them pass. */
final class FilteredObjectInput extends ObjectInputStream {

    private final ClassLoader loader;

    FilteredObjectInput(InputStream in, AttributeClasses classes) throws IOException {
        super(in);
        this.loader = classes.loader();
        setObjectInputFilter(classes.filter());
        enableResolveObject(true);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        try {
            return Class.forName(description.getName(), false, loader);
        } catch (ClassNotFoundException e) {
            return super.resolveClass(description);
        }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
        Class<?>[] types = new Class<?>[interfaces.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = Class.forName(interfaces[i], false, loader);
        }
        return Proxy.newProxyInstance(definer(types), types, (proxy, method, arguments) -> null)
                .getClass();
    }

    /** A proxy of an interface that is not public has to be its neighbour. */
    private ClassLoader definer(Class<?>[] interfaces) {
        for (Class<?> type : interfaces) {
            if (!Modifier.isPublic(type.getModifiers())) {
                return type.getClassLoader();
            }
        }
        return loader;
    }

    @Override
    protected Object resolveObject(Object object) throws IOException {
        if (object instanceof URL url && UrlHash.isMissing(url)) {
            throw new RefusedObjectException(URL.class.getName(), "it would look up a host while it is read");
        }
        return object;
    }
}
