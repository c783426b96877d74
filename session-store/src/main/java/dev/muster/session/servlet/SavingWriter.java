package dev.muster.session.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.CharBuffer;
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
        this.bytesPerChar = !utf8 && charset.canEncode() ? charset.newEncoder().maxBytesPerChar() : 1;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        if (!response.isCommitted()) {
            response.writing(utf8 ? utf8Length(CharBuffer.wrap(chars, offset, length), 0, length) : atMost(length));
        }
        target.write(chars, offset, length);
    }

    @Override
    public void write(String text, int offset, int length) {
        if (!response.isCommitted()) {
            response.writing(utf8 ? utf8Length(text, offset, offset + length) : atMost(length));
        }
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

    private long atMost(int chars) {
        return (long) Math.ceil(chars * (double) bytesPerChar);
    }

    /** A surrogate pair has four bytes. */
    private static long utf8Length(CharSequence text, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
