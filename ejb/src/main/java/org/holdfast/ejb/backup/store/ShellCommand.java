package org.holdfast.ejb.backup.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.SshException;

/** A command that runs on the server. It ends with this object. */
final class ShellCommand implements AutoCloseable {

  /** Nothing that a server prints may fill the memory. */
  private static final int LONGEST_OUTPUT = 64 << 20;

  private final ChannelExec channel;
  private final SshTimeouts timeouts;
  private final FirstBytes errors = new FirstBytes();

  private ShellCommand(ChannelExec channel, SshTimeouts timeouts) {
    this.channel = channel;
    this.timeouts = timeouts;
  }

  static ShellCommand start(SshConnection connection, String script) throws IOException {
    ChannelExec channel =
        connection.session().createExecChannel(script.getBytes(StandardCharsets.UTF_8), null, null);
    ShellCommand command = new ShellCommand(channel, connection.timeouts());
    channel.setErr(command.errors);
    boolean open = false;
    try {
      channel.open().verify(connection.timeouts().idle());
      open = true;
      return command;
    } finally {
      if (!open) {
        channel.close(true);
      }
    }
  }

  /** Its standard input. */
  OutputStream input() {
    return channel.getInvertedIn();
  }

  /** Its standard output. The end does not mean success: {@link #exit} says. */
  InputStream output() {
    return channel.getInvertedOut();
  }

  /** All of its standard output. */
  byte[] readAll() throws IOException {
    byte[] printed = output().readNBytes(LONGEST_OUTPUT);
    if (printed.length == LONGEST_OUTPUT) {
      throw new IOException("The server's answer does not end");
    }
    return printed;
  }

  /**
   * Waits for its end and returns its exit code.
   *
   * @throws IOException if the connection ended first, or it does not end
   */
  int exit() throws IOException {
    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), timeouts.idle());
    Integer code = channel.getExitStatus();
    if (code == null) {
      String signal = channel.getExitSignal();
      throw new SshException(
          signal == null ? "The command did not end" : "The command was ended by " + signal);
    }
    // OpenSSH tells the exit code while output is still on its way: a connection that ended in
    // between must not make a file shorter.
    if (!channel.isEofSignalled() && !channel.getSession().isOpen()) {
      throw new SshException("The connection ended before the command's output");
    }
    return code;
  }

  /** Whether it has said how it ended, though it was still to be fed. */
  boolean hasExited() throws IOException {
    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), timeouts.keepAlive());
    return channel.getExitStatus() != null;
  }

  /** The beginning of what it said of errors. */
  String errors() {
    return errors.text();
  }

  @Override
  public void close() {
    channel.close(true);
  }

  /** Keeps the first bytes and drops the rest. */
  private static final class FirstBytes extends OutputStream {

    private static final int MOST = 4096;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      kept.write(bytes, offset, Math.min(length, MOST - kept.size()));
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
