package dev.muster.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class CountingProxyTest {

    @Test
    void beginSentTogetherWithAStatement_isOneRoundTrip() throws IOException {
        try (ServerSocket database = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                CountingProxy proxy = CountingProxy.to(database.getLocalPort());
                Socket pool = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            DataOutputStream out = new DataOutputStream(pool.getOutputStream());
            out.write(new byte[] {0, 0, 0, 4});
            out.write(new byte[] {'Q', 0, 0, 0, 10, 'B', 'E', 'G', 'I', 'N', 0, 'Q', 0, 0, 0, 6, 'x', 0});
            try (Socket server = database.accept()) {
                new DataInputStream(server.getInputStream()).readFully(new byte[22]);
                server.getOutputStream().write(1);
                assertThat(pool.getInputStream().read()).isEqualTo(1);
            }

            assertThat(proxy.traffic().roundTrips()).isEqualTo(1);
            assertThat(proxy.traffic().statements()).isEqualTo(1);
            assertThat(proxy.traffic().bytesRead()).isEqualTo(1);
        }
    }
}
