package org.holdfast.server.command;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.holdfast.server.Failure;

/** Looks whether a port is free before anything is started that would need it. */
final class Ports {

  private Ports() {}

  /**
   * @param what uses it, as a message names it
   * @param option changes it
   * @throws Failure if another program listens there, or it can't be used
   */
  static void needFree(String address, int port, String what, String option) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections that wait out their end do not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (BindException e) {
      boolean taken = String.valueOf(e.getMessage()).contains("in use");
      if (taken) {
        throw Failure.because(
            e,
            "Port %d on %s, for %s, is taken by another program. Stop that, or choose another port"
                + " with %s.",
            port,
            address,
            what,
            option);
      }
      throw Failure.because(
          e,
          "Port %d on %s, for %s, can't be used: %s. Choose another with %s (below 1024 only root"
              + " may), or another address with --bind.",
          port,
          address,
          what,
          e.getMessage(),
          option);
    } catch (IOException e) {
      throw Failure.because(
          e,
          "Port %d on %s, for %s, can't be used: %s. Choose another with %s.",
          port,
          address,
          what,
          e.getMessage(),
          option);
    }
  }
}
