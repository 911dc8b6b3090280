package org.holdfast.domain.hsm.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a file as one YAML document (YAML 1.2, JSON schema). */
final class YamlFile {

  /** Far more than a pack needs; a file that was mistaken for one is not read into memory. */
  private static final int MOST_BYTES = 256 << 10;

  /** Keys of any kind, so that an odd one is refused by its line. */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setAllowNonScalarKeys(true).build();

  private YamlFile() {}

  /**
   * The mapping that the file holds.
   *
   * @throws Mistake if it cannot be read, or is no mapping
   */
  static YamlMap read(Path file) {
    String text = decode(bytes(file));
    try {
      Optional<Node> document = new Compose(SETTINGS).composeString(text);
      return YamlMap.of(
          document.orElseThrow(() -> new Mistake(1, "the file is empty")), "a vendor pack");
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      throw new Mistake(mark == null ? 0 : mark.getLine() + 1, "this is not YAML: " + problem(e));
    } catch (YamlEngineException e) {
      throw new Mistake(0, "this is not YAML: " + firstLine(e));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new Mistake(0, "the file is larger than %d bytes".formatted(MOST_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Mistake(
          0,
          "the file cannot be read (%s); the service user needs to"
              .formatted(e.getClass().getSimpleName()));
    }
  }

  private static String decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new Mistake(line, "this is not UTF-8");
    }
  }

  private static String problem(MarkedYamlEngineException failure) {
    String problem = failure.getProblem();
    return problem == null ? firstLine(failure) : problem;
  }

  private static String firstLine(YamlEngineException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("it cannot be parsed");
  }
}
