package org.holdfast.domain.material;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * What a key may be used for: KMIP 2.1, Cryptographic Usage Mask, with the bits given there. Left
 * out are the reserved bits (Export and Content Commitment of KMIP 1) and the bits of uses that the
 * vault does not know.
 */
public enum Usage {
  SIGN(0x1),
  VERIFY(0x2),
  ENCRYPT(0x4),
  DECRYPT(0x8),
  WRAP_KEY(0x10),
  UNWRAP_KEY(0x20),
  MAC_GENERATE(0x80),
  MAC_VERIFY(0x100),
  DERIVE_KEY(0x200),
  KEY_AGREEMENT(0x800),
  CERTIFICATE_SIGN(0x1000),
  CRL_SIGN(0x2000),
  AUTHENTICATE(0x100000);

  private static final String SEPARATOR = ",";

  private final int bit;

  Usage(int bit) {
    this.bit = bit;
  }

  /** The bit in KMIP's mask. */
  public int bit() {
    return bit;
  }

  /**
   * Whether it protects something from now on, which takes an active key; else it processes what
   * was protected before (KMIP 2.1, 4.57).
   */
  public boolean protects() {
    return switch (this) {
      case SIGN,
          ENCRYPT,
          WRAP_KEY,
          MAC_GENERATE,
          DERIVE_KEY,
          KEY_AGREEMENT,
          CERTIFICATE_SIGN,
          CRL_SIGN,
          AUTHENTICATE ->
          true;
      case VERIFY, DECRYPT, UNWRAP_KEY, MAC_VERIFY -> false;
    };
  }

  /**
   * What such an object may be used for at most. A private key stands for its pair: it may also do
   * what its public key does.
   *
   * @param algorithm null for secret data and opaque objects
   */
  public static EnumSet<Usage> allowed(ObjectType type, @Nullable Algorithm algorithm) {
    return switch (type) {
      case OPAQUE_OBJECT -> none();
      case SECRET_DATA -> EnumSet.of(DERIVE_KEY, AUTHENTICATE);
      case SYMMETRIC_KEY -> algorithm == null ? none() : symmetric(algorithm);
      case PUBLIC_KEY, CERTIFICATE -> algorithm == null ? none() : publicHalf(algorithm);
      case PRIVATE_KEY -> {
        EnumSet<Usage> both = algorithm == null ? none() : publicHalf(algorithm);
        both.addAll(algorithm == null ? none() : privateHalf(algorithm));
        yield both;
      }
    };
  }

  /**
   * What such an object may be used for where nobody says otherwise. No default holds both {@link
   * #WRAP_KEY} and {@link #DECRYPT}: with both, a key that never leaves the vault could be wrapped
   * and the result decrypted.
   *
   * @param algorithm null for secret data and opaque objects
   */
  public static EnumSet<Usage> defaults(ObjectType type, @Nullable Algorithm algorithm) {
    EnumSet<Usage> defaults = allowed(type, algorithm);
    defaults.retainAll(EnumSet.of(SIGN, VERIFY, ENCRYPT, DECRYPT, MAC_GENERATE, MAC_VERIFY));
    if (algorithm != null && algorithm.kind() == Algorithm.Kind.CIPHER) {
      defaults.retainAll(EnumSet.of(ENCRYPT, DECRYPT));
    }
    return defaults;
  }

  /** KMIP's mask. */
  public static int mask(Set<Usage> usages) {
    return usages.stream().mapToInt(Usage::bit).reduce(0, (left, right) -> left | right);
  }

  /**
   * Reads KMIP's mask.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} if it has a bit that is not here
   */
  public static EnumSet<Usage> fromMask(int mask) {
    EnumSet<Usage> usages = none();
    for (Usage usage : values()) {
      if ((mask & usage.bit) != 0) {
        usages.add(usage);
      }
    }
    if (mask(usages) != mask) {
      throw invalid(
          "the mask has bits that are not supported: 0x%x".formatted(mask & ~mask(usages)));
    }
    return usages;
  }

  /** The names with commas between them, in the order of the bits; empty for none. */
  public static String text(Set<Usage> usages) {
    return usages.stream().sorted().map(Usage::name).collect(Collectors.joining(SEPARATOR));
  }

  /**
   * Reads what {@link #text} wrote; spaces around the names do not matter.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} if a name is none
   */
  public static EnumSet<Usage> parse(String text) {
    EnumSet<Usage> usages = none();
    if (text.isBlank()) {
      return usages;
    }
    for (String name : text.split(SEPARATOR, -1)) {
      usages.add(
          Arrays.stream(values())
              .filter(usage -> usage.name().equals(name.strip()))
              .findFirst()
              .orElseThrow(() -> invalid("the usages are " + Arrays.toString(values()))));
    }
    return usages;
  }

  private static EnumSet<Usage> symmetric(Algorithm algorithm) {
    return switch (algorithm) {
      case AES ->
          EnumSet.of(ENCRYPT, DECRYPT, WRAP_KEY, UNWRAP_KEY, MAC_GENERATE, MAC_VERIFY, DERIVE_KEY);
      case TRIPLE_DES ->
          EnumSet.of(ENCRYPT, DECRYPT, WRAP_KEY, UNWRAP_KEY, MAC_GENERATE, MAC_VERIFY);
      case CHACHA20 -> EnumSet.of(ENCRYPT, DECRYPT);
      case HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 ->
          EnumSet.of(MAC_GENERATE, MAC_VERIFY, DERIVE_KEY);
      case RSA, EC, ED25519 -> none();
    };
  }

  private static EnumSet<Usage> publicHalf(Algorithm algorithm) {
    return switch (algorithm) {
      case RSA -> EnumSet.of(VERIFY, ENCRYPT, WRAP_KEY);
      case EC -> EnumSet.of(VERIFY, KEY_AGREEMENT);
      case ED25519 -> EnumSet.of(VERIFY);
      case AES, TRIPLE_DES, CHACHA20, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> none();
    };
  }

  private static EnumSet<Usage> privateHalf(Algorithm algorithm) {
    return switch (algorithm) {
      case RSA -> EnumSet.of(SIGN, DECRYPT, UNWRAP_KEY, CERTIFICATE_SIGN, CRL_SIGN);
      case EC -> EnumSet.of(SIGN, KEY_AGREEMENT, CERTIFICATE_SIGN, CRL_SIGN);
      case ED25519 -> EnumSet.of(SIGN, CERTIFICATE_SIGN, CRL_SIGN);
      case AES, TRIPLE_DES, CHACHA20, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> none();
    };
  }

  private static EnumSet<Usage> none() {
    return EnumSet.noneOf(Usage.class);
  }

  private static VaultException invalid(String detail) {
    return new VaultException(ErrorCode.INPUT_INVALID, detail).atField("usage");
  }
}
