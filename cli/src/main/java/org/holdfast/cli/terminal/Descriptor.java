package org.holdfast.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.domain.secret.SecretChars;

/** A file descriptor that the shell opened for this command, such as {@code 3<secret.txt}. */
final class Descriptor {

  private static final int LONGEST = 4096;

  private Descriptor() {}

  /**
   * The first line, in UTF-8, without its end. What follows it is left for another reader where the
   * descriptor is a pipe.
   *
   * @param option names it in failures
   * @param handedOver the descriptors that may be read
   * @return for the caller to close
   * @throws CommandFailure if it is not open, empty, too long or no text
   */
  static SecretChars firstLine(int number, String option, Set<Integer> handedOver) {
    if (!handedOver.contains(number)) {
      throw CommandFailure.usage(
          "%s %d: no such file descriptor was handed over, as with %d<FILE."
              .formatted(option, number, number));
    }
    byte[] line = new byte[LONGEST];
    int length = 0;
    // Unbuffered: no second copy of the secret, and nothing is taken away from the next reader.
    try (InputStream in = Files.newInputStream(Path.of("/dev/fd/" + number))) {
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        if (length == LONGEST) {
          throw CommandFailure.usage(
              "%s %d holds more than %d bytes in its first line."
                  .formatted(option, number, LONGEST));
        }
        line[length++] = (byte) next;
      }
      if (length > 0 && line[length - 1] == '\r') {
        length--;
      }
      if (length == 0) {
        throw CommandFailure.usage("%s %d is empty.".formatted(option, number));
      }
      return decode(line, length);
    } catch (CharacterCodingException e) {
      throw CommandFailure.usage("%s %d is not text in UTF-8.".formatted(option, number));
    } catch (IOException e) {
      throw CommandFailure.usage(
          "%s %d can't be read: %s.".formatted(option, number, CommandFailure.reason(e)));
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  private static SecretChars decode(byte[] line, int length) throws CharacterCodingException {
    CharBuffer text = CharBuffer.allocate(length);
    try {
      CoderResult result =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length), text, true);
      if (result.isError()) {
        result.throwException();
      }
      return SecretChars.takeFrom(Arrays.copyOf(text.array(), text.position()));
    } finally {
      Arrays.fill(text.array(), '\0');
    }
  }
}
