package org.holdfast.server.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.holdfast.server.Failure;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void needFree_whileAnotherProgramListens_namesPortAndOption() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  Ports.needFree(
                      "127.0.0.1", taken.getLocalPort(), "the console (HTTPS)", "--port"))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " on 127.0.0.1")
          .hasMessageContaining("--port");
    }
  }

  @Test
  void needFree_whenNobodyListens_isContent() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThatCode(() -> Ports.needFree("127.0.0.1", free, "the console (HTTPS)", "--port"))
        .doesNotThrowAnyException();
  }
}
