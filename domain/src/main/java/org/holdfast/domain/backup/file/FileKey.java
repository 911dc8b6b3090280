package org.holdfast.domain.backup.file;

import java.util.Arrays;
import javax.crypto.SecretKey;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;

/** A key of the backup file for the JCA that, unlike {@code SecretKeySpec}, can be zeroed. */
final class FileKey implements SecretKey, AutoCloseable {

  private static final long serialVersionUID = 1L;

  private final String algorithm;
  private final transient byte[] content;

  FileKey(String algorithm, SecretBytes secret) {
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

  @Override
  public void close() {
    Arrays.fill(content, (byte) 0);
  }
}
