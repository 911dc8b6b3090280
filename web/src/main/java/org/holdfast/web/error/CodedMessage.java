package org.holdfast.web.error;

import jakarta.faces.application.FacesMessage;
import org.holdfast.domain.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What failed, with its code: the title, then detail and cure. */
public final class CodedMessage extends FacesMessage {

  private static final long serialVersionUID = 1L;

  private final String code;

  CodedMessage(ErrorCode code, @Nullable String detail) {
    super(
        SEVERITY_ERROR,
        code.title(),
        detail == null ? code.cure() : FormProblems.sentence(detail) + " " + code.cure());
    this.code = code.id();
  }

  public String getCode() {
    return code;
  }
}
