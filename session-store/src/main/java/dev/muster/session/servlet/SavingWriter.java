package dev.muster.session.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Tells the response how many bytes are about to be written: what fills a buffer is bytes, not characters. */
final class SavingWriter extends Writer {

    private final PrintWriter target;
    private final SessionResponse response;
    private final float bytesPerChar;
    private final boolean utf8;

    SavingWriter(PrintWriter target, SessionResponse response, String encoding) {
        this.target = target;
        this.response = response;
        Charset charset = Charset.forName(encoding);
        this.utf8 = charset.equals(StandardCharsets.UTF_8);
        this.bytesPerChar = charset.canEncode() ? charset.newEncoder().maxBytesPerChar() : 1;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        response.writing(bytes(new String(chars, offset, length)));
        target.write(chars, offset, length);
    }

    @Override
    public void write(String text, int offset, int length) {
        response.writing(bytes(text.substring(offset, offset + length)));
        target.write(text, offset, length);
    }

    /** The target swallows that the client has gone away; whoever asks {@code checkError()} wants to know. */
    @Override
    public void flush() throws IOException {
        response.committing();
        if (target.checkError()) {
            throw new IOException("the response cannot be written any more");
        }
    }

    @Override
    public void close() {
        response.committing();
        target.close();
    }

    /** Exact for UTF-8, where a surrogate pair has four bytes; the most that it can be for others. */
    private long bytes(String text) {
        if (!utf8) {
            return (long) Math.ceil(text.length() * (double) bytesPerChar);
        }
        return text.chars()
                .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate((char) c) ? 2 : 3)
                .sum();
    }
}
