package org.holdfast.tests.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A user of this machine with a password; only root can make one. */
final class SystemUser implements AutoCloseable {

  private final String name = "hf-fault-" + ProcessHandle.current().pid();

  private SystemUser() {}

  static boolean canBeMade() {
    return "root".equals(System.getProperty("user.name"));
  }

  static SystemUser make(String password) throws IOException {
    SystemUser user = new SystemUser();
    Command.run(Map.of(), "useradd", List.of("--no-create-home", "--shell", "/bin/sh", user.name))
        .requireSuccess();
    user.setPassword(password);
    return user;
  }

  String name() {
    return name;
  }

  void setPassword(String password) throws IOException {
    Process process = new ProcessBuilder("chpasswd").start();
    try (var input = process.getOutputStream()) {
      input.write((name + ":" + password + "\n").getBytes(StandardCharsets.UTF_8));
    }
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("chpasswd failed");
    }
  }

  @Override
  public void close() {
    Command.run(Map.of(), "userdel", List.of("--force", name));
  }
}
