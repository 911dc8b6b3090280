package org.holdfast.cli.object;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.file.OwnFile;
import org.holdfast.cli.terminal.Outlet;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where material goes: a file that only its owner reads, a file descriptor, the standard output
 * stream if another program or such a file takes it; a terminal on request alone.
 */
final class MaterialSink {

  private static final String DESCRIPTOR = "--out-fd";

  private final Context context;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      order = 30,
      description = "New file with mode 0600; otherwise the standard output stream.")
  private @Nullable Path file;

  @Option(names = "--replace", order = 31, description = "Replace the file if it is there.")
  private boolean replace;

  @Option(
      names = DESCRIPTOR,
      paramLabel = "N",
      order = 32,
      description = "Write to file descriptor N, which others must not be able to read.")
  private @Nullable Integer descriptor;

  @Option(
      names = "--to-terminal",
      order = 33,
      description = "Show it in the terminal, where it stays to be read.")
  private boolean toTerminal;

  MaterialSink(Context context) {
    this.context = context;
  }

  /**
   * Refuses a place that is not fit, before any material is read.
   *
   * @throws CommandFailure with another place to name
   */
  void check() {
    if (file != null && descriptor != null) {
      throw CommandFailure.usage("Give --out or " + DESCRIPTOR + ", not both.");
    }
    if (file != null) {
      if (!replace && Files.exists(file)) {
        throw CommandFailure.usage(
            "%s is there already; nothing was read. Give another name, or --replace."
                .formatted(file));
      }
      return;
    }
    if (descriptor != null && !context.descriptors().contains(descriptor)) {
      throw CommandFailure.usage(
          "%s %d: no such file descriptor was handed over, as with %d>FILE."
              .formatted(DESCRIPTOR, descriptor, descriptor));
    }
    switch (outlet()) {
      case TERMINAL -> {
        if (!toTerminal) {
          throw CommandFailure.usage(
              "Material is not shown in a terminal: name a file with --out, or give --to-terminal.");
        }
      }
      case OPEN_FILE ->
          throw CommandFailure.usage(
              "Others may read the file that the shell opened for it: name it with --out, or set umask 077.");
      case PRIVATE -> {}
    }
  }

  private Outlet outlet() {
    return descriptor == null ? context.terminal().outlet() : Outlet.ofDescriptor(descriptor);
  }

  /** Writes all of it. */
  void write(SecretBytes material) {
    if (file != null) {
      OwnFile.write(file, replace, out -> copy(material, out));
      context.output().remark(file + " is written, " + material.size() + " bytes.");
      return;
    }
    try {
      if (descriptor != null) {
        try (OutputStream out =
            Files.newOutputStream(Path.of("/dev/fd/" + descriptor), StandardOpenOption.WRITE)) {
          copy(material, out);
        }
        return;
      }
      if (outlet() == Outlet.TERMINAL) {
        requireText(material);
      }
      copy(material, context.output().out());
      if (outlet() == Outlet.TERMINAL) {
        context.output().say("");
      }
      context.output().out().flush();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "The material can't be written: %s.".formatted(CommandFailure.reason(e)),
          e);
    }
  }

  private static void copy(SecretBytes material, OutputStream out) throws IOException {
    SecretBytes.Reader<Integer, IOException> writer =
        content -> {
          out.write(content);
          return content.length;
        };
    material.lend(SecretAccess.granted(), writer);
  }

  /** Other bytes could direct the terminal. */
  private static void requireText(SecretBytes material) {
    boolean isText =
        material.lend(
            SecretAccess.granted(),
            content -> {
              try {
                return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .chars()
                    .allMatch(c -> c == '\n' || c == '\r' || !Character.isISOControl(c));
              } catch (CharacterCodingException e) {
                return false;
              }
            });
    if (!isText) {
      throw CommandFailure.usage("It is not text: give --form base64, hex or pem, or --out FILE.");
    }
  }
}
