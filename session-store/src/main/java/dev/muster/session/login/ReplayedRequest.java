package dev.muster.session.login;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request that waited while its caller signed in, in place of the one that came back for it. */
final class ReplayedRequest extends HttpServletRequestWrapper {

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([^\\s;\"]+)");

    private final SavedRequest saved;
    private final ServletInputStream stream;
    private @Nullable BufferedReader reader;
    private @Nullable Map<String, String[]> parameters;

    ReplayedRequest(HttpServletRequest request, SavedRequest saved) {
        super(request);
        this.saved = saved;
        this.stream = new Body(saved.body());
    }

    @Override
    public String getMethod() {
        return saved.method();
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : values.get(0);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(values(name));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(saved.headers().keySet());
    }

    @Override
    public int getIntHeader(String name) {
        String value = getHeader(name);
        return value == null ? -1 : Integer.parseInt(value);
    }

    /** What the connection brought this time stays, for example the cookies. */
    private List<String> values(String name) {
        List<String> kept = saved.headers().get(name);
        return kept == null ? Collections.list(super.getHeaders(name)) : kept;
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("Content-Type");
    }

    @Override
    public int getContentLength() {
        return saved.body().length;
    }

    @Override
    public long getContentLengthLong() {
        return saved.body().length;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterValues(name);
        return values == null || values.length == 0 ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> current = parameters;
        if (current == null) {
            current = isForm()
                    ? FormBody.parse(super.getParameterMap(), saved.body(), charset())
                    : super.getParameterMap();
            parameters = current;
        }
        return current;
    }

    private boolean isForm() {
        String type = getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    /** What the application says about the encoding counts, then what the client said. */
    @Override
    public @Nullable String getCharacterEncoding() {
        String said = super.getCharacterEncoding();
        String type = getContentType();
        if (said != null || type == null) {
            return said;
        }
        Matcher charset = CHARSET.matcher(type);
        return charset.find() ? charset.group(1) : null;
    }

    private Charset charset() {
        String encoding = getCharacterEncoding();
        return encoding == null ? StandardCharsets.ISO_8859_1 : Charset.forName(encoding);
    }

    @Override
    public ServletInputStream getInputStream() {
        return stream;
    }

    @Override
    public BufferedReader getReader() {
        BufferedReader current = reader;
        if (current == null) {
            current = new BufferedReader(new InputStreamReader(stream, charset()));
            reader = current;
        }
        return current;
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("a request that was kept is read without a listener");
        }
    }
}
