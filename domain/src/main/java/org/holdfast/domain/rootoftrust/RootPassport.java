package org.holdfast.domain.rootoftrust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.hsm.WrapMechanism;

/**
 * What a Root of Trust key and its token were like when the key was made, read back from the token
 * (B5).
 *
 * @param key attributes of the key
 * @param mechanisms the ways to wrap that the token offered
 */
public record RootPassport(
    RootKeyFacts key,
    String tokenSerial,
    String firmware,
    Set<WrapMechanism> mechanisms,
    Instant made) {

  public RootPassport {
    mechanisms = Set.copyOf(mechanisms);
  }

  /** That of a key and its token as they are now. */
  public static RootPassport of(RootKeyFacts key, TokenFacts token, Instant now) {
    return new RootPassport(key, token.serial(), token.firmware(), token.mechanisms(), now);
  }

  /**
   * The fields in which the key and its token now differ, each as {@code CKA_LOCAL is false, was
   * true}; none if all is as it was.
   */
  public List<String> drift(RootPassport now) {
    List<String> fields = new ArrayList<>();
    differ(fields, "token serial", tokenSerial, now.tokenSerial);
    differ(fields, "check value", key.checkValue(), now.key.checkValue());
    differ(fields, "CKA_SENSITIVE", key.sensitive(), now.key.sensitive());
    differ(fields, "CKA_ALWAYS_SENSITIVE", key.alwaysSensitive(), now.key.alwaysSensitive());
    differ(fields, "CKA_EXTRACTABLE", key.extractable(), now.key.extractable());
    differ(fields, "CKA_NEVER_EXTRACTABLE", key.neverExtractable(), now.key.neverExtractable());
    differ(fields, "CKA_LOCAL", key.local(), now.key.local());
    differ(fields, "CKA_PRIVATE", key.privateObject(), now.key.privateObject());
    differ(fields, "CKA_TOKEN", key.tokenObject(), now.key.tokenObject());
    differ(fields, "bits", key.bits(), now.key.bits());
    differ(fields, "firmware", firmware, now.firmware);
    differ(fields, "mechanisms", new TreeSet<>(mechanisms), new TreeSet<>(now.mechanisms));
    return fields;
  }

  private static void differ(List<String> fields, String name, Object before, Object now) {
    if (!Objects.equals(before, now)) {
      fields.add("%s is %s, was %s".formatted(name, now, before));
    }
  }
}
