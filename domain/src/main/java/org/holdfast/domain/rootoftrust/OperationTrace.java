package org.holdfast.domain.rootoftrust;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * The trace file of one HSM operation or restore: {@code log/hsm/<time>-<operation>.trc}, {@code
 * log/db/…} for restores, one line a step, newest file last by name (S17, S18, S79, S88). Never
 * holds a secret. Lines reach the disk as they are written, so that a killed process leaves the
 * steps it had done.
 */
public final class OperationTrace implements AutoCloseable {

  private static final String SUFFIX = ".trc";
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final BufferedWriter out;

  private OperationTrace(Clock clock, BufferedWriter out) {
    this.clock = clock;
    this.out = out;
  }

  /**
   * Begins a trace file.
   *
   * @param operation such as {@code initialize}
   * @throws VaultException {@link ErrorCode#STORAGE_FULL}: better now than half-way
   */
  public static OperationTrace begin(Path folder, String operation, Clock clock) {
    Path file = folder.resolve(FILE_TIME.format(clock.instant()) + "-" + operation + SUFFIX);
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      OperationTrace trace = new OperationTrace(clock, Files.newBufferedWriter(file));
      trace.step("begin " + operation);
      return trace;
    } catch (IOException e) {
      throw notWritable(file, e);
    }
  }

  /** The newest trace file's name; empty if there is none. */
  public static Optional<String> latest(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::getFileName)
          .map(Path::toString)
          .filter(name -> name.endsWith(SUFFIX))
          .max(String::compareTo);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public void step(String what) {
    try {
      out.write(Instant.now(clock) + " " + LINE_BREAK.matcher(what).replaceAll(" "));
      out.newLine();
      out.flush();
    } catch (IOException e) {
      throw new VaultException(ErrorCode.STORAGE_FULL, "the trace file", e);
    }
  }

  /** Notes why it failed: never hides the failure itself. */
  public void failed(Throwable cause) {
    StringBuilder text = new StringBuilder("failed");
    for (Throwable t = cause; t != null; t = t.getCause()) {
      text.append(": ").append(t.getClass().getSimpleName()).append(" ").append(t.getMessage());
    }
    try {
      step(text.toString());
    } catch (VaultException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      // Every line was flushed when it was written.
      return;
    }
  }

  private static VaultException notWritable(Path file, IOException cause) {
    return new VaultException(ErrorCode.STORAGE_FULL, file.toString(), cause);
  }
}
