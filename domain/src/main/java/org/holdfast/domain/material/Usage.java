package org.holdfast.domain.material;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** STAND-IN until the material branch is merged. */
public enum Usage {
  SIGN,
  VERIFY,
  ENCRYPT,
  DECRYPT,
  WRAP_KEY,
  UNWRAP_KEY,
  MAC_GENERATE,
  MAC_VERIFY;

  public boolean protects() {
    return this == SIGN || this == ENCRYPT || this == WRAP_KEY || this == MAC_GENERATE;
  }

  public static EnumSet<Usage> parse(String text) {
    EnumSet<Usage> set = EnumSet.noneOf(Usage.class);
    Arrays.stream(text.split(",")).filter(t -> !t.isEmpty()).forEach(t -> set.add(valueOf(t)));
    return set;
  }

  public static String format(Set<Usage> set) {
    return set.stream().map(Usage::name).collect(Collectors.joining(","));
  }

  public static EnumSet<Usage> defaults(
      ObjectType type, @org.jspecify.annotations.Nullable Algorithm algorithm) {
    return EnumSet.allOf(Usage.class);
  }

  public static EnumSet<Usage> allowed(
      ObjectType type, @org.jspecify.annotations.Nullable Algorithm algorithm) {
    return EnumSet.allOf(Usage.class);
  }
}
