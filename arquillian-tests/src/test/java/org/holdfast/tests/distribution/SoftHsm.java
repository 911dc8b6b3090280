package org.holdfast.tests.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.regex.Pattern.DOTALL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A SoftHSM2 token store, looked at and handled past the vault with its own tools and OpenSC's. */
public final class SoftHsm {

  private static final int LABEL_LENGTH = 32;
  private static final String LIBRARY = "/usr/lib/softhsm/libsofthsm2.so";

  private final Path folder;
  private final String soPin;

  SoftHsm(Path folder, String soPin) {
    this.folder = folder;
    this.soPin = soPin;
  }

  /** Where the library is. */
  static Path library() {
    return Path.of(LIBRARY);
  }

  /** The same library once more, as another vendor's: a process has one of each file. */
  static Path copyOfLibrary(Path folder) throws IOException {
    return Files.copy(
        Path.of(LIBRARY),
        folder.resolve("another.so"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** {@code pkcs11-tool --list-objects} of a token. */
  public String objects(String label, String pin) {
    return Command.run(
            environment(),
            "pkcs11-tool",
            List.of("--module", LIBRARY, "--token-label", label, "--login", "--pin", pin, "-O"))
        .requireSuccess()
        .output();
  }

  /** How many Root of Trust keys {@code pkcs11-tool} sees. */
  public long rootKeys(String label, String pin) {
    return objects(label, pin)
        .lines()
        .filter(line -> line.contains("Holdfast HSM Root Key"))
        .count();
  }

  /** What the token says about wrong credentials, from {@code pkcs11-tool --list-token-slots}. */
  public String tokens() {
    return Command.run(environment(), "pkcs11-tool", List.of("--module", LIBRARY, "-T"))
        .requireSuccess()
        .output();
  }

  public void addToken(String label, String pin) {
    Command.run(
            environment(),
            "softhsm2-util",
            List.of("--init-token", "--free", "--label", label, "--pin", pin, "--so-pin", soPin))
        .requireSuccess();
  }

  /** Changes the user PIN on the token, as an HSM administrator does. */
  public void changePin(String label, String newPin) {
    Command.run(
            environment(),
            "pkcs11-tool",
            List.of(
                "--module",
                LIBRARY,
                "--token-label",
                label,
                "--login",
                "--login-type",
                "so",
                "--so-pin",
                soPin,
                "--init-pin",
                "--new-pin",
                newPin))
        .requireSuccess();
  }

  /** Deletes a Root of Trust key, past the vault. */
  public void deleteRootKey(String label, String pin, int number) {
    Command.run(
            environment(),
            "pkcs11-tool",
            List.of(
                "--module",
                LIBRARY,
                "--token-label",
                label,
                "--login",
                "--pin",
                pin,
                "--delete-object",
                "--type",
                "secrkey",
                "--id",
                "%08x".formatted(number)))
        .requireSuccess();
  }

  /**
   * Makes another token with the same keys, as a vendor's tool transfers them: a copy under a label
   * of the same length and another serial number.
   */
  void transfer(String label, String newLabel) {
    Path from = folderOf(label);
    Path to = from.resolveSibling(UUID.randomUUID().toString());
    // Asked before there are two of it.
    String serial = serialOf(label);
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
      // SoftHSM2 makes the slot number of the end of the serial number.
      String newSerial =
          serial.substring(0, serial.length() - 1) + (serial.endsWith("0") ? "1" : "0");
      Path token = to.resolve("token.object");
      String content = Files.readString(token, ISO_8859_1);
      Files.writeString(
          token, content.replace(label, newLabel).replace(serial, newSerial), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes all tokens away but one, until they are {@linkplain #bringBack brought back}. */
  void hideAllBut(String label) {
    Path kept = folderOf(label);
    try (Stream<Path> tokens = Files.list(tokenFolder())) {
      Path away = Files.createDirectories(folder.resolve("away"));
      for (Path token : tokens.filter(path -> !path.equals(kept)).toList()) {
        Files.move(token, away.resolve(token.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folderOf(String label) {
    try (Stream<Path> tokens = Files.list(tokenFolder())) {
      return tokens
          .filter(
              token -> {
                try {
                  return Files.readString(token.resolve("token.object"), ISO_8859_1)
                      .contains(label + " ".repeat(LABEL_LENGTH - label.length()));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String serialOf(String label) {
    Matcher matcher =
        Pattern.compile("token label\\s*:\\s*" + label + "\\s.*?serial num\\s*:\\s*(\\w+)", DOTALL)
            .matcher(tokens());
    if (!matcher.find()) {
      throw new AssertionError(tokens());
    }
    return matcher.group(1);
  }

  /** Makes another Root of Trust key of that number, past the vault. */
  public void addRootKey(String label, String pin, int number) {
    Command.run(
            environment(),
            "pkcs11-tool",
            List.of(
                "--module",
                LIBRARY,
                "--token-label",
                label,
                "--login",
                "--pin",
                pin,
                "--keygen",
                "--key-type",
                "AES:32",
                "--id",
                "%08x".formatted(number),
                "--label",
                "Holdfast HSM Root Key"))
        .requireSuccess();
  }

  /** Takes the tokens away: the folder of each is moved. */
  public void takeAway() {
    moveAll(tokenFolder(), folder.resolve("away"));
  }

  /** Takes one token away, as when the network to one HSM of several fails. */
  public void takeAway(String label) {
    String serial = serial(label);
    try (Stream<Path> tokens = Files.list(tokenFolder())) {
      Path token =
          tokens
              .filter(path -> path.getFileName().toString().replace("-", "").endsWith(serial))
              .findFirst()
              .orElseThrow();
      Path away = Files.createDirectories(folder.resolve("away"));
      Files.move(token, away.resolve(token.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A token's serial number; SoftHSM2 calls the token's folder after it. */
  public String serial(String label) {
    Matcher token =
        Pattern.compile(
                "token label\\s*: " + Pattern.quote(label) + "\\s.*?serial num\\s*: (\\w+)",
                Pattern.DOTALL)
            .matcher(tokens());
    if (!token.find()) {
      throw new AssertionError("No token " + label);
    }
    return token.group(1);
  }

  public void bringBack() {
    moveAll(folder.resolve("away"), tokenFolder());
  }

  private Path tokenFolder() {
    String configuration = TrialServer.read(folder.resolve("softhsm2.conf"));
    return Arrays.stream(configuration.split("\n"))
        .filter(line -> line.startsWith("directories.tokendir"))
        .map(line -> Path.of(line.substring(line.indexOf('=') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, String> environment() {
    return Map.of("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
  }

  private static void moveAll(Path from, Path to) {
    try (Stream<Path> tokens = Files.list(from)) {
      Files.createDirectories(to);
      for (Path token : tokens.toList()) {
        Files.move(token, to.resolve(token.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
