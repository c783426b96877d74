package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    @Test
    void bytes_passBothWaysUntilTheCutAndAgainOnceHealed() throws Exception {
        try (var target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = TcpProxy.to(target.getLocalPort())) {
            try (var client = connect(proxy);
                    var server = target.accept()) {
                exchange(client, server);

                proxy.cut();

                assertThat(endOf(client)).isTrue();
                assertThat(endOf(server)).isTrue();
            }
            try (var refused = connect(proxy)) {
                assertThat(endOf(refused)).isTrue();
            }

            proxy.heal();

            try (var client = connect(proxy);
                    var server = target.accept()) {
                exchange(client, server);
            }
        }
    }

    @Test
    void heldBytes_arriveOnceReleasedAndTheOtherDirectionIsOpen() throws Exception {
        try (var target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = TcpProxy.to(target.getLocalPort());
                var client = connect(proxy);
                var server = target.accept()) {
            proxy.hold(TcpProxy.Way.TO_TARGET);
            client.getOutputStream().write(7);
            server.getOutputStream().write(9);
            assertThat(client.getInputStream().read()).isEqualTo(9);
            server.setSoTimeout(200);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> server.getInputStream().read());

            proxy.heal();

            server.setSoTimeout(10_000);
            assertThat(server.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void unpluggedProxy_refusesUntilItIsPluggedInAgain() throws Exception {
        try (var target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = TcpProxy.to(target.getLocalPort());
                var client = connect(proxy)) {
            proxy.unplug();
            assertThat(endOf(client)).isTrue();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(proxy));

            proxy.plugIn();

            connect(proxy).close();
        }
    }

    private static Socket connect(TcpProxy proxy) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static void exchange(Socket client, Socket server) throws IOException {
        client.getOutputStream().write(7);
        assertThat(server.getInputStream().read()).isEqualTo(7);
        server.getOutputStream().write(9);
        assertThat(client.getInputStream().read()).isEqualTo(9);
    }

    private static boolean endOf(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
