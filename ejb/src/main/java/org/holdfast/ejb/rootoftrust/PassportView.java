package org.holdfast.ejb.rootoftrust;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootPassport;
import org.jspecify.annotations.Nullable;

/**
 * The passport of a Root of Trust in force (B5).
 *
 * @param name of the Root of Trust
 * @param checkValue in hexadecimal
 * @param taken null until the first check has taken one
 */
public record PassportView(
    String name,
    String vendorId,
    String tokenSerial,
    int keyNumber,
    String checkValue,
    @Nullable Taken taken) {

  /**
   * What the token said.
   *
   * @param made when it was taken
   * @param firmware of the token
   * @param attributes of the key, by their names in PKCS#11, in their order
   * @param mechanisms the ways to wrap that the token offered
   */
  public record Taken(
      Instant made,
      String firmware,
      int bits,
      Map<String, Boolean> attributes,
      List<String> mechanisms) {

    public Taken {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
      mechanisms = List.copyOf(mechanisms);
    }

    private static Taken of(RootPassport passport) {
      return new Taken(
          passport.made(),
          passport.firmware(),
          passport.key().bits(),
          passport.attributes(),
          passport.mechanisms().stream().map(Enum::name).sorted().toList());
    }
  }

  static PassportView of(NamedRoot named, @Nullable RootPassport passport) {
    RootOfTrust root = named.root();
    return new PassportView(
        named.name(),
        root.vendorId(),
        root.tokenSerial(),
        root.key().number(),
        root.checkValue().toHex(),
        passport == null ? null : Taken.of(passport));
  }
}
