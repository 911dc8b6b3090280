package org.holdfast.web.object;

import java.util.Base64;
import java.util.Map;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.ejb.object.UseObject;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** What the use of a key came to, as REST shows it. */
final class UseDocument {

  private UseDocument() {}

  /**
   * @param field name of the encrypted data
   */
  static String encrypted(UseObject.Encrypted encrypted, String field) {
    Bytes iv = encrypted.iv();
    Map<String, @Nullable Object> json = Json.object();
    json.put("version", encrypted.version());
    json.put("scheme", encrypted.scheme());
    Json.putIfPresent(json, "iv", iv == null ? null : base64(iv));
    json.put(field, base64(encrypted.ciphertext()));
    return Json.write(json);
  }

  /**
   * @param field name of the signature
   */
  static String signed(UseObject.Signed signed, String field) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("version", signed.version());
    json.put("scheme", signed.scheme());
    json.put(field, base64(signed.signature()));
    return Json.write(json);
  }

  static String valid(boolean valid) {
    return Json.write(Map.of("valid", valid));
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
