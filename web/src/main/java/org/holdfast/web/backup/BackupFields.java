package org.holdfast.web.backup;

import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.backup.BackupName;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Identifiers;
import org.holdfast.web.json.Json;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** Fields that several of the documents have. */
final class BackupFields {

  private static final String DESTINATION = "destination";
  private static final String FILE = "file";
  private static final int MAX_ID = 64;
  private static final int MAX_FILE = 255;

  private BackupFields() {}

  /**
   * The identifier of a destination in a body.
   *
   * @throws VaultException {@link ErrorCode#DESTINATION_UNKNOWN} at {@code destination} if it is
   *     none
   */
  static UUID destination(RequestBody body) {
    try {
      return destination(body.text(DESTINATION, MAX_ID));
    } catch (VaultException e) {
      throw e.atField(DESTINATION);
    }
  }

  /**
   * The identifier of a destination in an address.
   *
   * @throws VaultException {@link ErrorCode#DESTINATION_UNKNOWN} if it is none
   */
  static UUID destination(String text) {
    return Identifiers.parse(text, ErrorCode.DESTINATION_UNKNOWN);
  }

  /**
   * The name of a backup file in a body.
   *
   * @throws VaultException {@link ErrorCode#BACKUP_UNKNOWN} at {@code file} if no backup is called
   *     so: nothing else of it goes to a server or into the audit trail
   */
  static String file(RequestBody body) {
    String file = body.text(FILE, MAX_FILE);
    if (BackupName.parse(file).isEmpty()) {
      throw new VaultException(ErrorCode.BACKUP_UNKNOWN, "not the name of a backup").atField(FILE);
    }
    return file;
  }

  /** Something with its name. */
  static Map<String, @Nullable Object> named(UUID id, @Nullable String name) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", id);
    Json.putIfPresent(json, "name", name);
    return json;
  }

  /** A failure that was kept; null if there is none. */
  static @Nullable Map<String, @Nullable Object> cause(
      @Nullable ErrorCode error, @Nullable String detail) {
    if (error == null) {
      return null;
    }
    Map<String, @Nullable Object> json = Json.object();
    json.put("code", error.id());
    json.put("title", error.title());
    json.put("cure", error.cure());
    if (detail != null && !detail.isEmpty()) {
      json.put("detail", detail);
    }
    return json;
  }
}
