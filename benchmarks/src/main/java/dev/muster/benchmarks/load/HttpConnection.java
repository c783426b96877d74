package dev.muster.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A kept-alive connection that sends one small request after the other: a full client would use as much of the machine's
 * time as the servers. For one thread; who opens it closes it.
 */
final class HttpConnection implements AutoCloseable {

    private static final int LARGEST_ANSWER = 16 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[LARGEST_ANSWER];
    private int length;

    HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Asks for a path with the cookies of a session, which takes over those that are set; returns the body. */
    String get(String path, Cookies cookies) throws IOException {
        String request = "GET /shop" + path + " HTTP/1.1\r\nHost: localhost\r\n" + cookies.header()
                + "Accept: text/plain\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        length = 0;
        int bodyStart = readHeaders();
        String head = new String(buffer, 0, bodyStart, StandardCharsets.ISO_8859_1);
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException(path + " was answered by " + head.substring(0, head.indexOf('\r')));
        }
        cookies.takeOver(head);
        int end = bodyStart + contentLength(head);
        while (length < end) {
            readMore();
        }
        return new String(buffer, bodyStart, end - bodyStart, StandardCharsets.ISO_8859_1);
    }

    /** Returns where the body starts. */
    private int readHeaders() throws IOException {
        for (int checked = 0; ; ) {
            readMore();
            for (; checked + 3 < length; checked++) {
                if (buffer[checked] == '\r' && buffer[checked + 2] == '\r') {
                    return checked + 4;
                }
            }
        }
    }

    private void readMore() throws IOException {
        int read = in.read(buffer, length, buffer.length - length);
        if (read <= 0) {
            throw new EOFException("the server closed the connection, or its answer is larger than the buffer");
        }
        length += read;
    }

    private static int contentLength(String head) throws IOException {
        String name = "\r\nContent-Length: ";
        int start = head.indexOf(name);
        if (start < 0) {
            throw new IOException("the answer has no length: " + head);
        }
        start += name.length();
        return Integer.parseInt(head.substring(start, head.indexOf('\r', start)));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
