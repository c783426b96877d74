package dev.muster.jpa;

import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.TransformerException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Loads one package and those below it anew, and lets persistence providers change it, as an application server does. */
public final class WeavingClassLoader extends ClassLoader {

    private final ClassLoader original;
    private final String prefix;
    private final List<ClassTransformer> transformers = new CopyOnWriteArrayList<>();

    public WeavingClassLoader(ClassLoader original, String prefix) {
        super(original);
        this.original = original;
        this.prefix = prefix;
    }

    /** Changes the classes that are loaded from now on. */
    public void add(ClassTransformer transformer) {
        transformers.add(transformer);
    }

    /** One like this that changes nothing, for looking at classes before they are loaded. */
    public WeavingClassLoader temporary() {
        return new WeavingClassLoader(original, prefix);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(prefix)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/');
        try (InputStream in = original.getResourceAsStream(file + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = transformed(file, in.readAllBytes());
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException | TransformerException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] transformed(String file, byte[] bytes) throws TransformerException {
        byte[] result = bytes;
        for (ClassTransformer transformer : transformers) {
            byte[] changed = transformer.transform(this, file, null, null, result);
            result = changed == null ? result : changed;
        }
        return result;
    }
}
