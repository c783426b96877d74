package dev.muster.session.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Tells the response what is about to be written. */
final class SavingOutputStream extends ServletOutputStream {

    private final ServletOutputStream target;
    private final SessionResponse response;

    SavingOutputStream(ServletOutputStream target, SessionResponse response) {
        this.target = target;
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        response.writing(1);
        target.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        response.writing(length);
        target.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        response.committing();
        target.flush();
    }

    @Override
    public void close() throws IOException {
        response.committing();
        target.close();
    }

    @Override
    public boolean isReady() {
        return target.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        target.setWriteListener(listener);
    }
}
