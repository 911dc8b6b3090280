package org.holdfast.domain.hsm;

/**
 * Why a vendor pack was left out.
 *
 * @param file where it was read from, or the name of the setting that is wrong
 * @param line the line that is wrong, from 1; 0 if it is not about one line
 * @param vendorId which vendor it was to be, as far as that can be told
 * @param message what is wrong and what is allowed
 */
public record VendorPackProblem(String file, int line, String vendorId, String message) {

  /** File, line and message, as compilers write them. */
  public String describe() {
    return line == 0
        ? "%s: %s".formatted(file, message)
        : "%s:%d: %s".formatted(file, line, message);
  }
}
