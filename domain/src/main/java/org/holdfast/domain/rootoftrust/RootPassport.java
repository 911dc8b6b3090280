package org.holdfast.domain.rootoftrust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.TokenFacts;
import org.holdfast.domain.hsm.WrapMechanism;
import org.jspecify.annotations.Nullable;

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
    Map<String, Boolean> before = attributes();
    now.attributes().forEach((name, value) -> differ(fields, name, before.get(name), value));
    differ(fields, "bits", key.bits(), now.key.bits());
    differ(fields, "firmware", firmware, now.firmware);
    differ(fields, "mechanisms", new TreeSet<>(mechanisms), new TreeSet<>(now.mechanisms));
    return fields;
  }

  /** The key's attributes that say how it was made and what may be done with it (PKCS#11). */
  public Map<String, Boolean> attributes() {
    Map<String, Boolean> attributes = new LinkedHashMap<>();
    attributes.put("CKA_SENSITIVE", key.sensitive());
    attributes.put("CKA_ALWAYS_SENSITIVE", key.alwaysSensitive());
    attributes.put("CKA_EXTRACTABLE", key.extractable());
    attributes.put("CKA_NEVER_EXTRACTABLE", key.neverExtractable());
    attributes.put("CKA_LOCAL", key.local());
    attributes.put("CKA_PRIVATE", key.privateObject());
    attributes.put("CKA_TOKEN", key.tokenObject());
    return attributes;
  }

  private static void differ(
      List<String> fields, String name, @Nullable Object before, Object now) {
    if (!Objects.equals(before, now)) {
      fields.add("%s is %s, was %s".formatted(name, now, before));
    }
  }
}
