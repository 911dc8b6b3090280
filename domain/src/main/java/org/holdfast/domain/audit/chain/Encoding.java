package org.holdfast.domain.audit.chain;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Puts values one after the other so that different values never give the same bytes: numbers are
 * 64 bits, big-endian; what varies in length has its length before it; what may be null a flag. The
 * form's name comes first, so that two forms never meet either.
 */
final class Encoding {

  /** Of a SHA-256 digest. */
  static final int DIGEST_BYTES = 32;

  @FunctionalInterface
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final DataOutputStream out = new DataOutputStream(bytes);

  Encoding(String form) {
    add(form);
  }

  Encoding add(long value) {
    return write(to -> to.writeLong(value));
  }

  Encoding add(UUID value) {
    return add(value.getMostSignificantBits()).add(value.getLeastSignificantBits());
  }

  /** To the microsecond, as the database keeps it. */
  Encoding add(Instant value) {
    return add(ChronoUnit.MICROS.between(Instant.EPOCH, value));
  }

  Encoding add(String value) {
    return add(value.getBytes(StandardCharsets.UTF_8));
  }

  Encoding add(Bytes value) {
    return add(value.toByteArray());
  }

  Encoding addOptional(@Nullable UUID value) {
    write(to -> to.writeBoolean(value != null));
    return value == null ? this : add(value);
  }

  Encoding addOptional(@Nullable String value) {
    write(to -> to.writeBoolean(value != null));
    return value == null ? this : add(value);
  }

  Bytes sha256() {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private Encoding add(byte[] content) {
    return write(
        to -> {
          to.writeInt(content.length);
          to.write(content);
        });
  }

  private Encoding write(Writing writing) {
    try {
      writing.to(out);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
