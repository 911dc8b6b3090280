package org.holdfast.domain.secret;

import java.util.Arrays;
import javax.crypto.SecretKey;

/** A symmetric key for the JCA that, unlike {@code SecretKeySpec}, can be zeroed. */
public final class LentKey implements SecretKey, AutoCloseable {

  private static final long serialVersionUID = 1L;

  private final String algorithm;
  private final transient byte[] content;

  /**
   * @param algorithm as the JCA names it, such as {@code AES}
   * @param secret is copied; stays the caller's
   */
  public LentKey(String algorithm, SecretBytes secret) {
    this.algorithm = algorithm;
    this.content = secret.toByteArray(SecretAccess.granted());
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    return content.clone();
  }

  /** Zeroes this copy. */
  @Override
  public void close() {
    Arrays.fill(content, (byte) 0);
  }
}
