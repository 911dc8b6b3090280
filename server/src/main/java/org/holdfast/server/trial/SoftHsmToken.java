package org.holdfast.server.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.holdfast.server.Failure;
import org.holdfast.server.home.Home;

/**
 * A SoftHSM2 token under the home folder. It is made with OpenSC's {@code pkcs11-tool}, which takes
 * PINs from the environment; {@code softhsm2-util} takes them from the command line, where every
 * user of the machine can read them.
 */
final class SoftHsmToken {

  static final String LABEL = "holdfast";
  static final String USUAL_LIBRARY = "/usr/lib/softhsm/libsofthsm2.so";

  private final Path folder;
  private final Path library;

  SoftHsmToken(Home home, Path library) {
    this.folder = home.path().resolve("softhsm");
    this.library = library;
  }

  private Path configuration() {
    return folder.resolve("softhsm2.conf");
  }

  /** Where the library finds the token. */
  Map<String, String> environment() {
    return Map.of("SOFTHSM2_CONF", configuration().toString());
  }

  /**
   * Makes the token if there is none, and the vault was not initialized with one; finishes one that
   * was begun.
   */
  void ensure(TrialSecrets secrets) {
    if (!Files.exists(library)) {
      throw Failure.of(
          "SoftHSM2 is not installed (%s is missing), so there is no token for the trial. Install it"
              + " with: apt-get install softhsm2",
          library);
    }
    try {
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(folder.resolve("tokens"), ownerOnly);
      Home.write(
          configuration(),
          """
          directories.tokendir = %s
          objectstore.backend = file
          log.level = ERROR
          """
              .formatted(folder.resolve("tokens")));
    } catch (IOException e) {
      throw Failure.because(e, "%s can't be made: %s.", folder, Failure.reason(e));
    }
    if (secrets.isInitialized()) {
      // A token that is away since then stays away: another has no Root of Trust key on it.
      return;
    }
    Map<String, String> pins =
        Map.of("HOLDFAST_TOKEN_SO_PIN", secrets.soPin(), "HOLDFAST_TOKEN_PIN", secrets.pin());
    String tokens = tool(Map.of(), "--list-slots");
    if (!tokens.matches("(?s).*token label +: " + LABEL + "\\s.*")) {
      tool(
          pins,
          "--init-token",
          "--slot-index=0",
          "--label=" + LABEL,
          "--so-pin=env:HOLDFAST_TOKEN_SO_PIN");
      tokens = tool(Map.of(), "--list-slots");
    }
    if (!tokens.contains("PIN initialized")) {
      tool(
          pins,
          "--token-label=" + LABEL,
          "--login",
          "--login-type=so",
          "--so-pin=env:HOLDFAST_TOKEN_SO_PIN",
          "--init-pin",
          "--new-pin=env:HOLDFAST_TOKEN_PIN");
    }
  }

  private String tool(Map<String, String> pins, String... arguments) {
    List<String> command = new ArrayList<>(List.of("pkcs11-tool", "--module=" + library));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    builder.environment().putAll(pins);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw Failure.of(
            "The token for the trial can't be made: pkcs11-tool %s says: %s",
            arguments[0], output.strip().replace('\n', ' '));
      }
      return output;
    } catch (IOException e) {
      throw Failure.because(
          e,
          "pkcs11-tool, which makes the token for the trial, can't be run. Install it with: apt-get"
              + " install opensc");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.because(e, "Interrupted while the token is made.");
    }
  }
}
