package org.holdfast.tests.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A command as vendors' clients have them, which does as a test bids: it notes how it was called,
 * and fails or hangs if a file beside it says so.
 */
final class VendorClient {

  private static final String SCRIPT =
      """
      #!/bin/sh
      folder=$(dirname "$0")
      echo "$*" >> "$folder/calls"
      echo "this is $*"
      if [ -e "$folder/fail$1" ]; then
        echo "no answer from the other side"
        exit 4
      fi
      [ ! -e "$folder/hang$1" ] || exec sleep 600
      """;

  private final Path program;

  private VendorClient(Path program) {
    this.program = program;
  }

  static VendorClient at(Path program) {
    try {
      Files.createDirectories(program.getParent());
      Files.writeString(program, SCRIPT);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new VendorClient(program);
  }

  /** The arguments of each call, in their order. */
  List<String> calls() {
    return TrialServer.read(program.resolveSibling("calls")).lines().toList();
  }

  /** From now on a call with this first argument fails. */
  void fail(String argument) {
    mark("fail" + argument);
  }

  /** From now on a call with this first argument does not end. */
  void hang(String argument) {
    mark("hang" + argument);
  }

  /** From now on calls end well, and those that were made are forgotten. */
  void heal() {
    try (var files = Files.list(program.getParent())) {
      for (Path file : files.filter(each -> !each.equals(program)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void mark(String name) {
    try {
      Files.createFile(program.resolveSibling(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
