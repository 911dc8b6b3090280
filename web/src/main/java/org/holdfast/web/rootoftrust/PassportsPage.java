package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.rootoftrust.PassportView;
import org.holdfast.ejb.rootoftrust.SeePassports;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** The card Passports on the HSM page (B5). */
@Named("passports")
@RequestScoped
public class PassportsPage {

  @Inject private SeePassports seePassports;

  private @Nullable List<PassportView> views;
  private @Nullable VaultException failure;

  /** Of the Roots of Trust in force; nothing if it cannot be told. */
  public List<PassportView> getViews() {
    if (views == null) {
      try {
        views = seePassports.list();
      } catch (RuntimeException e) {
        views = List.of();
        failure = FormProblems.failure(e);
      }
    }
    return views;
  }

  /** Why nothing can be told; null if it can. */
  public @Nullable VaultException getFailure() {
    getViews();
    return failure;
  }

  /** The attributes of the key in their order. */
  public List<Map.Entry<String, Boolean>> attributes(PassportView.Taken taken) {
    return List.copyOf(taken.attributes().entrySet());
  }

  /** The ways to wrap, in words. */
  public String mechanisms(PassportView.Taken taken) {
    return String.join(", ", taken.mechanisms());
  }
}
