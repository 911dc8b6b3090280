package org.holdfast.cli.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where material comes from: a file, a file descriptor, or a prompt without echo. */
final class MaterialSource {

  /** What the vault takes at most. */
  private static final int LONGEST = 1 << 20;

  private static final String DESCRIPTOR = "--material-fd";

  private final Context context;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      order = 20,
      description =
          "The material, as it is or in PEM (keys, certificates); - is the standard input stream.")
  private @Nullable Path file;

  @Option(
      names = DESCRIPTOR,
      paramLabel = "N",
      order = 21,
      description = "The material is all that file descriptor N holds.")
  private @Nullable Integer descriptor;

  MaterialSource(Context context) {
    this.context = context;
  }

  /** Whether an option says where it is. */
  boolean isGiven() {
    return file != null || descriptor != null;
  }

  /**
   * The material in base64, as requests have it, for the caller to close.
   *
   * @throws CommandFailure if there is none, or too much
   */
  SecretChars base64() {
    try (SecretBytes material = read()) {
      return material.lend(
          SecretAccess.granted(),
          content -> {
            byte[] encoded = Base64.getEncoder().encode(content);
            char[] text = new char[encoded.length];
            for (int i = 0; i < text.length; i++) {
              text[i] = (char) encoded[i];
            }
            Arrays.fill(encoded, (byte) 0);
            return SecretChars.takeFrom(text);
          });
    }
  }

  private SecretBytes read() {
    if (file != null && descriptor != null) {
      throw CommandFailure.usage("Give --file or " + DESCRIPTOR + ", not both.");
    }
    if (descriptor != null) {
      if (!context.descriptors().contains(descriptor)) {
        throw CommandFailure.usage(
            "%s %d: no such file descriptor was handed over, as with %d<FILE."
                .formatted(DESCRIPTOR, descriptor, descriptor));
      }
      return all(Path.of("/dev/fd/" + descriptor));
    }
    return file == null ? typed() : all(file.toString().equals("-") ? Path.of("/dev/stdin") : file);
  }

  private SecretBytes typed() {
    try (SecretChars typed = context.terminal().askSecret("Material (one line)")) {
      if (typed == null || typed.isEmpty()) {
        throw CommandFailure.usage(
            "There is no material: name a file with --file, hand it over with "
                + DESCRIPTOR
                + " N, or run this in a terminal.");
      }
      return typed.toUtf8(SecretAccess.granted());
    }
  }

  private static SecretBytes all(Path from) {
    byte[] content = new byte[LONGEST + 1];
    try (InputStream in = Files.newInputStream(from)) {
      int length = in.readNBytes(content, 0, content.length);
      if (length == 0) {
        throw CommandFailure.usage(from + " is empty.");
      }
      if (length > LONGEST) {
        throw CommandFailure.usage(
            from + " holds more than 1 MiB, which is the most there can be.");
      }
      return SecretBytes.takeFrom(Arrays.copyOf(content, length));
    } catch (IOException e) {
      throw CommandFailure.usage(
          "The material can't be read: %s.".formatted(CommandFailure.reason(e)));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }
}
