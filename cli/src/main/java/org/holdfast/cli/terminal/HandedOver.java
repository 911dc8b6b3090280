package org.holdfast.cli.terminal;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which file descriptors the shell handed over. The virtual machine opens files of its own under
 * the numbers that are free, and their content must not be taken for a secret; so the script that
 * starts it looks first.
 */
public final class HandedOver {

  /** Numbers with commas, as {@code bin/holdfast} found them. */
  private static final String PROPERTY = "holdfast.descriptors";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
  private static final Pattern COMMA = Pattern.compile(",");

  private HandedOver() {}

  /** The descriptors that were open before this program was started; none if nobody looked. */
  public static Set<Integer> now() {
    return COMMA
        .splitAsStream(System.getProperty(PROPERTY, ""))
        .filter(NUMBER.asMatchPredicate())
        .map(Integer::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }
}
