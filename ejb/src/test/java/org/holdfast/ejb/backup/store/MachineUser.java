package org.holdfast.ejb.backup.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A user of this machine with a password, for whoever signs in with one. */
public final class MachineUser {

  private MachineUser() {}

  /**
   * Makes the user, or gives the one that is there this password.
   *
   * @return false if the test may make none, as it does not run as root
   */
  public static boolean make(String name, String password) {
    if (!canBeMade()) {
      return false;
    }
    try {
      if (!isThere(name)) {
        Sshd.run("useradd", "--no-create-home", "--shell", "/bin/sh", name);
      }
      Process process = new ProcessBuilder("chpasswd").start();
      try (var input = process.getOutputStream()) {
        input.write((name + ":" + password + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return process.onExit().join().exitValue() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the test runs as root. */
  public static boolean canBeMade() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Takes the user away, if it is there. */
  public static void remove(String name) {
    try {
      if (isThere(name)) {
        Sshd.run("userdel", "--force", name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isThere(String name) throws IOException {
    return Files.readAllLines(Path.of("/etc/passwd")).stream()
        .anyMatch(line -> line.startsWith(name + ":"));
  }
}
