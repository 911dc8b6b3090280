package org.holdfast.web.error;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.error.Failures;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form: said beside the field that it is about, or at the head of the form.
 * Fields have the names that they have over REST, as ids inside the form.
 */
public final class FormProblems {

  private final String form;
  private final UnaryOperator<String> fieldNames;
  private boolean found;

  /** For the form with this id. */
  public FormProblems(String form) {
    this(form, UnaryOperator.identity());
  }

  /**
   * @param fieldNames from the name of a field over REST to its id in the form
   */
  public FormProblems(String form, UnaryOperator<String> fieldNames) {
    this.form = form;
    this.fieldNames = fieldNames;
  }

  /** Whether nothing was found so far. */
  public boolean none() {
    return !found;
  }

  /** Refuses an empty secret. */
  public void require(String field, @Nullable SecretChars secret) {
    if (secret == null || secret.isEmpty()) {
      add(field, ErrorCode.INPUT_MISSING, null);
    }
  }

  /** Refuses an empty text. */
  public void require(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      add(field, ErrorCode.INPUT_MISSING, null);
    }
  }

  /** Refuses a secret and its second entry that differ; says so beside the second. */
  public void same(String fieldAgain, @Nullable SecretChars first, @Nullable SecretChars again) {
    if (first != null && !first.isEmpty() && (again == null || !first.contentEquals(again))) {
      add(fieldAgain, ErrorCode.ENTRIES_DIFFER, null);
    }
  }

  /** Says what a call ended with. */
  public void add(Throwable thrown) {
    VaultException failure = failure(thrown);
    add(failure.field(), failure.code(), failure.detail());
  }

  /** Says {@code code} beside a field, or at the head of the form if there is no such field. */
  public void add(@Nullable String field, ErrorCode code, @Nullable String detail) {
    found = true;
    FacesContext context = FacesContext.getCurrentInstance();
    String clientId = field == null ? form : form + ":" + fieldNames.apply(field);
    UIComponent component = context.getViewRoot().findComponent(clientId);
    context.addMessage(component == null ? form : clientId, new CodedMessage(code, detail));
  }

  /** Says at the head of the page that something was done. */
  public static void done(String what, String meaning) {
    FacesContext.getCurrentInstance()
        .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_INFO, what, meaning));
  }

  /** Says at the head of the page what failed. */
  public static void failed(Throwable thrown) {
    VaultException failure = failure(thrown);
    FacesContext.getCurrentInstance()
        .addMessage(null, new CodedMessage(failure.code(), failure.detail()));
  }

  /** What a call ended with, for a page to show; a refusal by role is put in the audit trail. */
  public static VaultException failure(Throwable thrown) {
    if (Refusals.isByRole(thrown)) {
      record(FacesContext.getCurrentInstance());
    }
    return Failures.toVaultException(thrown);
  }

  /** Puts the refusal of the page's request in the audit trail. */
  static void record(FacesContext context) {
    if (context.getExternalContext().getRequest() instanceof HttpServletRequest request) {
      Refusals.record(request);
    }
  }

  /** {@code detail} as a sentence: with a capital and a full stop. */
  public static String sentence(String detail) {
    String text = detail.strip();
    if (text.isEmpty()) {
      return text;
    }
    return ended(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
  }

  /** {@code text} with a full stop. */
  public static String ended(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
