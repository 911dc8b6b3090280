package org.holdfast.web.json;

import io.undertow.server.RequestTooBigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretBytes;

/** Reads a request's body as bytes, and leaves no copy of them behind. */
public final class BodyBytes {

  private static final int FIRST = 16 << 10;

  private BodyBytes() {}

  /**
   * The whole body as a secret.
   *
   * @throws VaultException {@link ErrorCode#BODY_TOO_LARGE} if it has more than {@code maxBytes};
   *     {@link ErrorCode#INPUT_MISSING} if it is empty; {@link ErrorCode#INPUT_MALFORMED} if it did
   *     not arrive in whole
   */
  public static SecretBytes secret(InputStream input, int maxBytes) {
    byte[] bytes = read(input, maxBytes);
    if (bytes.length == 0) {
      throw new VaultException(ErrorCode.INPUT_MISSING, "the body is empty");
    }
    return SecretBytes.takeFrom(bytes);
  }

  /**
   * The whole body, which the caller zeroes. What is too large is read to its end all the same: the
   * connection stays good, and the client gets the answer when it looks for it.
   */
  static byte[] read(InputStream input, int maxBytes) {
    byte[] buffer = new byte[Math.min(FIRST, maxBytes + 1)];
    int length = 0;
    try {
      int read = input.read(buffer, 0, buffer.length);
      while (read >= 0) {
        length += read;
        if (length > maxBytes) {
          input.transferTo(OutputStream.nullOutputStream());
          throw tooLarge(maxBytes);
        }
        if (length == buffer.length) {
          buffer = moved(buffer, Math.min(2 * length, maxBytes + 1));
        }
        read = input.read(buffer, length, buffer.length - length);
      }
      return Arrays.copyOf(buffer, length);
    } catch (RequestTooBigException e) {
      throw tooLarge(maxBytes);
    } catch (IOException e) {
      throw new VaultException(
          ErrorCode.INPUT_MALFORMED, "the body did not arrive, or not in time", e);
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }

  private static VaultException tooLarge(int maxBytes) {
    return new VaultException(ErrorCode.BODY_TOO_LARGE, "at most " + maxBytes + " bytes");
  }

  private static byte[] moved(byte[] full, int size) {
    byte[] larger = Arrays.copyOf(full, size);
    Arrays.fill(full, (byte) 0);
    return larger;
  }
}
