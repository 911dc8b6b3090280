package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/** Keys and certificates that OpenSSL made, and what is said of them. */
public final class SampleMaterials {

  private SampleMaterials() {}

  /** The file beside {@code anchor}, such as {@code rsa-2048.pem}. */
  public static byte[] file(Class<?> anchor, String name) {
    try (InputStream in = Objects.requireNonNull(anchor.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file as a secret. */
  public static SecretBytes sample(String name) {
    return SecretBytes.takeFrom(file(SampleMaterials.class, name));
  }

  /** What the first block of the PEM file says. */
  public static byte[] der(String name) {
    try (Pem pem = Pem.read(file(SampleMaterials.class, name), 10)) {
      // In files of OpenSSL the key comes after the parameters of its curve.
      return pem.blocks()
          .get(pem.blocks().size() - 1)
          .content()
          .toByteArray(SecretAccess.granted());
    }
  }

  public static Material read(ObjectType type, @Nullable Algorithm algorithm, byte[] content) {
    return MaterialReader.read(type, algorithm, SecretBytes.copyOf(content));
  }

  public static Material privateKey(String name) {
    return MaterialReader.read(ObjectType.PRIVATE_KEY, null, sample(name));
  }

  public static Material publicKey(String name) {
    return MaterialReader.read(ObjectType.PUBLIC_KEY, null, sample(name));
  }

  /** The content in clear. */
  public static byte[] content(Material material) {
    return material.content().toByteArray(SecretAccess.granted());
  }

  public static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(call)
        .extracting(VaultException::code)
        .isEqualTo(code);
  }
}
