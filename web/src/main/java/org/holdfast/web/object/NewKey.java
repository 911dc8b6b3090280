package org.holdfast.web.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.jspecify.annotations.Nullable;

/** A key that the vault can make: its algorithm and length, chosen as one. */
public record NewKey(Algorithm algorithm, int bits) {

  private static final int[] LENGTHS = {128, 192, 256, 384, 512, 521, 2048, 3072, 4096};
  private static final List<NewKey> ALL = all();

  /** By algorithm, the usual length of each first. */
  static List<NewKey> offered() {
    return ALL;
  }

  /**
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code key}
   */
  static NewKey parse(@Nullable String id) {
    return ALL.stream()
        .filter(key -> Objects.equals(key.id(), id))
        .findFirst()
        .orElseThrow(
            () ->
                new VaultException(ErrorCode.INPUT_INVALID, "no key that the vault makes")
                    .atField("key"));
  }

  /** Such as {@code AES-256}. */
  public String id() {
    return algorithm.name() + "-" + bits;
  }

  public String label() {
    return "%s%s, %d bits"
        .formatted(algorithm.displayName(), algorithm.isSymmetric() ? "" : " key pair", bits);
  }

  private static List<NewKey> all() {
    List<NewKey> keys = new ArrayList<>();
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.isGenerated()) {
        keys.add(new NewKey(algorithm, algorithm.defaultBits()));
        Arrays.stream(LENGTHS)
            .filter(bits -> algorithm.allows(bits) && bits != algorithm.defaultBits())
            .forEach(bits -> keys.add(new NewKey(algorithm, bits)));
      }
    }
    return List.copyOf(keys);
  }
}
