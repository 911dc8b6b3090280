package org.holdfast.tests.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A PKCS#11 library between vault and token that counts the logins which reach the token. */
final class LoginCounter {

  private static final Path SOURCE = Path.of("src/test/native/login_counter.c").toAbsolutePath();
  private static final String PIN_INCORRECT = "0xa0";

  private final Path library;
  private final Path log;

  private LoginCounter(Path library, Path log) {
    this.library = library;
    this.log = log;
  }

  /** Compiles the library, and has {@code server} use it in place of SoftHSM2's. */
  static LoginCounter installIn(TrialServer server, Path folder) {
    LoginCounter counter =
        new LoginCounter(folder.resolve("login_counter.so"), folder.resolve("login_counter.log"));
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(counter.log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Command.run(
            Map.of(),
            "gcc",
            List.of(
                "-shared",
                "-fPIC",
                "-Wall",
                "-o",
                counter.library.toString(),
                SOURCE.toString(),
                "-ldl"))
        .requireSuccess();
    server
        .with("HOLDFAST_HSM_LIBRARY_SOFTHSM", counter.library.toString())
        .with("LOGIN_COUNTER_LIBRARY", "/usr/lib/softhsm/libsofthsm2.so")
        .with("LOGIN_COUNTER_LOG", counter.log.toString());
    return counter;
  }

  long logins() {
    return TrialServer.read(log).lines().count();
  }

  long refusedLogins() {
    return TrialServer.read(log).lines().filter(line -> line.endsWith(PIN_INCORRECT)).count();
  }
}
