package org.holdfast.domain.doctor;

import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What a step came to.
 *
 * @param root name of the Root of Trust that it is about; null where it is about none, or there is
 *     one only
 * @param title the step's, or that of the vendor pack's check
 * @param found what was found, with the exact error text; never a secret
 * @param code the vault's code for the failure; null if it has none
 * @param cure what to do; null if nothing is to be done
 */
public record Finding(
    Step step,
    String title,
    Outcome outcome,
    String found,
    @Nullable ErrorCode code,
    @Nullable String cure,
    @Nullable String root) {

  /** About no Root of Trust in particular. */
  public Finding(
      Step step,
      String title,
      Outcome outcome,
      String found,
      @Nullable ErrorCode code,
      @Nullable String cure) {
    this(step, title, outcome, found, code, cure, null);
  }

  /** The same, about that Root of Trust. */
  Finding about(@Nullable String name) {
    return new Finding(step, title, outcome, found, code, cure, name);
  }
}
