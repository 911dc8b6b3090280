package org.holdfast.tests.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Reads the arguments of all processes below this one, as every user can. */
final class ProcessWatch {

  private final Set<String> seen = new HashSet<>();
  private final Thread thread = new Thread(this::watch, "process-watch");

  ProcessWatch() {
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      ProcessHandle.current()
          .descendants()
          .map(process -> Path.of("/proc/" + process.pid() + "/cmdline"))
          .forEach(path -> seen.add(arguments(path)));
    }
  }

  private static String arguments(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      return "ended: " + file;
    }
  }

  /** Stops looking; the command lines seen until now. */
  Set<String> seen() throws InterruptedException {
    thread.interrupt();
    thread.join();
    return seen;
  }
}
