package dev.muster.session.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Saves the session before the response is committed, by whichever way that happens. */
final class SessionResponse extends HttpServletResponseWrapper {

    private final Exchange exchange;
    private long contentLength = Long.MAX_VALUE;
    private long written;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    SessionResponse(HttpServletResponse response, Exchange exchange) {
        super(response);
        this.exchange = exchange;
    }

    /** Continues after a dispatch that got the raw response again: what was written before fills the same buffer. */
    SessionResponse after(@Nullable SessionResponse before) {
        if (before != null) {
            written = before.written;
        }
        return this;
    }

    /** The body will be this much longer. */
    void writing(long bytes) {
        written += bytes;
        if (!isCommitted() && (written >= getBufferSize() || written >= contentLength)) {
            exchange.save();
        }
    }

    void committing() {
        if (!isCommitted()) {
            exchange.save();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream current = stream;
        if (current == null) {
            current = new SavingOutputStream(super.getOutputStream(), this);
            stream = current;
        }
        return current;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter current = writer;
        if (current == null) {
            PrintWriter target = super.getWriter();
            current = new PrintWriter(new SavingWriter(target, this, getCharacterEncoding()));
            writer = current;
        }
        return current;
    }

    @Override
    public void sendError(int status) throws IOException {
        committing();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        committing();
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        if (exchange.routeSwitch().redirecting(location, this)) {
            committing();
            super.sendRedirect(location);
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        committing();
        super.flushBuffer();
    }

    @Override
    public void reset() {
        super.reset();
        written = 0;
        contentLength = Long.MAX_VALUE;
        stream = null;
        writer = null;
        exchange.headersReset();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        written = 0;
    }

    @Override
    public void setContentLength(int length) {
        contentLength = length < 0 ? Long.MAX_VALUE : length;
        super.setContentLength(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        contentLength = length < 0 ? Long.MAX_VALUE : length;
        super.setContentLengthLong(length);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        note(name, value);
        super.setHeader(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        note(name, value);
        super.addHeader(name, value);
    }

    @Override
    public void setIntHeader(String name, int value) {
        noteLength(name, String.valueOf(value));
        super.setIntHeader(name, value);
    }

    @Override
    public void addIntHeader(String name, int value) {
        noteLength(name, String.valueOf(value));
        super.addIntHeader(name, value);
    }

    @Override
    public String encodeURL(String url) {
        return exchange.encode(url);
    }

    @Override
    public String encodeRedirectURL(String url) {
        return exchange.encode(url);
    }

    private void note(String name, @Nullable String value) {
        if (name.equalsIgnoreCase("Location") && value != null && !isCommitted()) {
            exchange.routeSwitch().noteLocation(value);
        }
        noteLength(name, value);
    }

    private void noteLength(String name, @Nullable String value) {
        if (name.equalsIgnoreCase("Content-Length") && value != null && value.matches("\\d{1,18}")) {
            contentLength = Long.parseLong(value);
        }
    }
}
