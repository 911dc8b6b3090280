package org.holdfast.ejb.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;

/**
 * The token by which a scraper reads the metrics and nothing else. It lies in a file that the
 * operator makes, read at each scrape, so that it can be changed without a restart.
 */
@ApplicationScoped
public class ScrapeToken {

  /** The role of who shows it. */
  public static final String ROLE = "METRICS";

  private static final int LEAST = 16;
  private static final int MOST = 1_024;

  @Inject private MetricsConfig config;

  /**
   * Whether this is the token.
   *
   * @param shown stays the caller's
   * @return false also if no file is configured
   * @throws VaultException {@link ErrorCode#SCRAPE_TOKEN_UNREADABLE}
   */
  public boolean is(SecretChars shown) {
    Optional<Path> file = config.tokenFile();
    if (file.isEmpty()) {
      return false;
    }
    try (SecretChars expected = read(file.get())) {
      return expected.contentEquals(shown);
    }
  }

  private static SecretChars read(Path file) {
    byte[] content = {};
    char[] text = {};
    try {
      if (Files.size(file) > MOST) {
        throw unreadable("it is too long", null);
      }
      content = Files.readAllBytes(file);
      CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(content));
      text = decoded.array();
      int from = 0;
      int to = decoded.limit();
      while (to > from && Character.isWhitespace(text[to - 1])) {
        to--;
      }
      while (from < to && Character.isWhitespace(text[from])) {
        from++;
      }
      if (to - from < LEAST) {
        throw unreadable("it has fewer than " + LEAST + " characters", null);
      }
      return SecretChars.takeFrom(Arrays.copyOfRange(text, from, to));
    } catch (IOException e) {
      throw unreadable(e.getClass().getSimpleName(), e);
    } finally {
      Arrays.fill(content, (byte) 0);
      Arrays.fill(text, '\0');
    }
  }

  private static VaultException unreadable(
      String why, @org.jspecify.annotations.Nullable IOException cause) {
    return new VaultException(ErrorCode.SCRAPE_TOKEN_UNREADABLE, why, cause);
  }
}
