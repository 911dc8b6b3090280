package org.holdfast.domain.crypto;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;

/**
 * Argon2id version 1.3 (RFC 9106): turns what a person typed into 256 bits, slowly.
 *
 * @param memoryKib memory in KiB
 * @param iterations passes over the memory
 * @param salt 16 bytes
 */
public record Argon2id(int memoryKib, int iterations, Bytes salt) {

  public static final int OUTPUT_BYTES = 32;

  private static final int SALT_BYTES = 16;
  private static final int LANES = 1;
  // Bounds what a manipulated file can make the vault spend.
  private static final int MAX_MEMORY_KIB = 1 << 20;
  private static final int MAX_ITERATIONS = 64;
  private static final Pattern TEXT =
      Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=1\\$([0-9a-f]{32})");

  /** Costs for the recovery passphrase: typed rarely, guards everything (RFC 9106, 4: 64 MiB). */
  public static Argon2id forPassphrase(SecureRandom random) {
    return withSalt(64 * 1024, 3, random);
  }

  /** Costs for a console user's password (OWASP: at least 19 MiB and two passes). */
  public static Argon2id forPassword(SecureRandom random) {
    return withSalt(19 * 1024, 2, random);
  }

  private static Argon2id withSalt(int memoryKib, int iterations, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new Argon2id(memoryKib, iterations, Bytes.of(salt));
  }

  /** Reads what {@link #toString} wrote; empty if it is anything else. */
  public static Optional<Argon2id> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int memoryKib = Integer.parseInt(matcher.group(1));
    int iterations = Integer.parseInt(matcher.group(2));
    if (memoryKib < 8
        || memoryKib > MAX_MEMORY_KIB
        || iterations < 1
        || iterations > MAX_ITERATIONS) {
      return Optional.empty();
    }
    return Optional.of(new Argon2id(memoryKib, iterations, Bytes.fromHex(matcher.group(3))));
  }

  /** {@link #OUTPUT_BYTES} bytes; the same for the same text, costs and salt. */
  public SecretBytes derive(SecretChars typed) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(LANES)
            .withSalt(salt.toByteArray())
            .build());
    byte[] output = new byte[OUTPUT_BYTES];
    try (SecretBytes utf8 = typed.toUtf8(SecretAccess.granted())) {
      utf8.lend(SecretAccess.granted(), content -> generator.generateBytes(content, output));
    }
    return SecretBytes.takeFrom(output);
  }

  /** The costs and the salt as text, with the salt in hexadecimal. */
  @Override
  public String toString() {
    return "$argon2id$v=19$m="
        + memoryKib
        + ",t="
        + iterations
        + ",p="
        + LANES
        + "$"
        + salt.toHex();
  }
}
