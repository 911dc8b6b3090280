package org.holdfast.ejb.rootoftrust;

import org.holdfast.domain.hsm.VendorField;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor asks of the HSM credential, or of the token label.
 *
 * @param name what the vendor calls it
 * @param help shown under the field; empty if there is nothing to say
 * @param minLength characters at least
 * @param maxLength characters at most
 * @param pattern regular expression that it matches from end to end; null if any text will do
 */
public record VendorFieldView(
    String name, String help, int minLength, int maxLength, @Nullable String pattern) {

  static VendorFieldView of(VendorField field) {
    return new VendorFieldView(
        field.name(), field.help(), field.minLength(), field.maxLength(), field.pattern());
  }
}
