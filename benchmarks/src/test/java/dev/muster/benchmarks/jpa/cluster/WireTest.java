package dev.muster.benchmarks.jpa.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WireTest {

    private static final int MOMENT_MILLIS = 200;

    private ServerSocket target;
    private Wire wire;
    private Socket caller;
    private Socket called;

    @BeforeEach
    void connect() throws IOException {
        target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        wire = Wire.to(target.getLocalPort());
        caller = new Socket(InetAddress.getLoopbackAddress(), wire.port());
        called = target.accept();
        called.setSoTimeout(MOMENT_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        caller.close();
        called.close();
        wire.close();
        target.close();
    }

    @Test
    void bytesInBothDirections_areCounted() throws IOException {
        caller.getOutputStream().write(new byte[3]);
        called.getInputStream().readNBytes(3);
        called.getOutputStream().write(new byte[4]);
        caller.getInputStream().readNBytes(4);

        assertThat(wire.bytes()).isEqualTo(7);
    }

    @Test
    void mutedCaller_isNotHeardButHears_andWhatItSaidComesLater() throws IOException {
        wire.muteCaller();
        caller.getOutputStream().write(1);

        assertThatThrownBy(() -> called.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        called.getOutputStream().write(2);
        assertThat(caller.getInputStream().read()).isEqualTo(2);

        wire.heal();
        assertThat(called.getInputStream().read()).isEqualTo(1);
    }

    @Test
    void cutWire_breaksWhatIsConnected() throws IOException {
        wire.cut();

        assertThat(called.getInputStream().read()).isEqualTo(-1);
    }
}
