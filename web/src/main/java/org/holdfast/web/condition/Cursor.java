package org.holdfast.web.condition;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.jspecify.annotations.Nullable;

/** Where a list of security objects goes on: after one of them. Clients see only a text. */
public final class Cursor {

  /** First byte, so that another kind can come. */
  private static final byte AFTER_OBJECT = 1;

  private static final int BYTES = 1 + 2 * Long.BYTES;

  private Cursor() {}

  /** The text for going on after that object. */
  public static String after(ObjectId last) {
    UUID value = last.value();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(BYTES)
                .put(AFTER_OBJECT)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array());
  }

  /**
   * The object to go on after.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code cursor} for any other text
   *     than {@link #after} made
   */
  public static ObjectId parse(String text) {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw invalid(e);
    }
    if (bytes.remaining() != BYTES || bytes.get() != AFTER_OBJECT) {
      throw invalid(null);
    }
    ObjectId last = new ObjectId(new UUID(bytes.getLong(), bytes.getLong()));
    if (!after(last).equals(text)) {
      throw invalid(null);
    }
    return last;
  }

  private static VaultException invalid(@Nullable Throwable cause) {
    return new VaultException(
            ErrorCode.INPUT_INVALID, "take it from the field next of the answer before", cause)
        .atField("cursor");
  }
}
