package dev.muster.session.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.URL;

/** Writes objects and tells each class of theirs, in the form in which the filter will meet it again. */
final class NotedObjectOutput extends ObjectOutputStream {

    private final WrittenClasses classes;

    NotedObjectOutput(OutputStream out, WrittenClasses classes) throws IOException {
        super(out);
        this.classes = classes;
        enableReplaceObject(true);
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        classes.note(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        for (Class<?> face : type.getInterfaces()) {
            classes.note(face);
        }
    }

    @Override
    protected Object replaceObject(Object object) throws IOException {
        return object instanceof URL url ? UrlHash.add(url) : object;
    }
}
