package org.holdfast.tests.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.ToLongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The distribution's fault injector between vault and token, without faults: it counts the logins
 * which reach the token, in all processes that use it.
 */
final class LoginCounter {

  /** Begun, answered, not answered CKR_OK. */
  private static final Pattern LOGINS =
      Pattern.compile("(?m)^C_Login (\\d{10}) (\\d{10}) (\\d{10}) ");

  private final Path folder;

  private LoginCounter(Path folder) {
    this.folder = folder;
  }

  /** Has {@code server} use the injector in place of SoftHSM2's library. */
  static LoginCounter installIn(TrialServer server, Path folder) {
    TrialServer.delete(folder);
    Path scenario = folder.resolve("scenario");
    try {
      Files.createDirectories(folder);
      Files.writeString(scenario, "# no faults\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server
        .with("HOLDFAST_HSM_LIBRARY_SOFTHSM", TrialServer.faultInjector().toString())
        .with("HOLDFAST_FAULTS_LIBRARY", "/usr/lib/softhsm/libsofthsm2.so")
        .with("HOLDFAST_FAULTS_SCENARIO", scenario.toString());
    return new LoginCounter(folder);
  }

  /** What happens from now on, as docs/runbooks/hsm-drill.md describes it; empty for nothing. */
  void play(String scenario) {
    try {
      Path next = Files.writeString(folder.resolve("next"), scenario);
      Files.move(next, folder.resolve("scenario"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long logins() {
    return sum(counts -> Long.parseLong(counts.group(2)));
  }

  long refusedLogins() {
    return sum(counts -> Long.parseLong(counts.group(3)));
  }

  private long sum(ToLongFunction<MatchResult> value) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".status"))
          .map(TrialServer::read)
          .flatMap(text -> LOGINS.matcher(text).results())
          .mapToLong(value)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
