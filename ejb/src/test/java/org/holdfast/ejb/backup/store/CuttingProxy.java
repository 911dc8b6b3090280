package org.holdfast.ejb.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Passes TCP connections on to a port of the loopback interface, for so many bytes. */
public final class CuttingProxy implements AutoCloseable {

  /** What happens after the last byte. */
  enum Then {
    CUT,
    SILENCE
  }

  private static final int BUFFER_BYTES = 1 << 14;

  private final ServerSocket server;
  private final int target;
  private final Then then;
  private final AtomicLong left;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  CuttingProxy(int target, long bytes, Then then) {
    this.target = target;
    this.then = then;
    left = new AtomicLong(bytes);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("accept", this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    closeQuietly(server);
    sockets.forEach(CuttingProxy::closeQuietly);
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(behind);
        start("up", () -> pass(client, behind));
        start("down", () -> pass(behind, client));
      }
    } catch (IOException e) {
      close();
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count = in.read(buffer);
      while (count >= 0) {
        long before = left.getAndAdd(-count);
        out.write(buffer, 0, (int) Math.max(0, Math.min(count, before)));
        if (before <= count) {
          end(from, to);
          return;
        }
        count = in.read(buffer);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      end(from, to);
    }
  }

  private void end(Socket from, Socket to) {
    if (then == Then.CUT) {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is to be gone, and it is.
      return;
    }
  }
}
