package org.holdfast.web.json;

import org.holdfast.domain.access.Label;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** Name and description, as all that people name has them. */
public final class LabelFields {

  public static final String NAME = "name";
  public static final String DESCRIPTION = "description";

  private static final int MAX_DESCRIPTION = 2_000;

  private LabelFields() {}

  /**
   * Name and description of something new.
   *
   * @throws VaultException {@link ErrorCode#INPUT_MISSING}, {@link ErrorCode#INPUT_INVALID}
   */
  public static Label read(RequestBody body) {
    return new Label(body.text(NAME), description(body));
  }

  /** Those before, with what is there of them in {@code body} in their place. */
  public static Label merge(RequestBody body, Label before) {
    return new Label(
        body.has(NAME) ? body.text(NAME) : before.name(), description(body, before.description()));
  }

  /** The description; empty if there is none. */
  public static String description(RequestBody body) {
    return body.textOrEmpty(DESCRIPTION, MAX_DESCRIPTION);
  }

  /** The description, empty for null; the one before if there is none. */
  public static String description(RequestBody body, String before) {
    return body.has(DESCRIPTION) ? description(body) : before;
  }
}
