package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.ejb.object.DestroyObject;
import org.holdfast.ejb.object.FindObject;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Destroy security object: confirmed by typing the object's name. */
@Named("destroy")
@RequestScoped
public class DestroyForm {

  static final String FORM = "destroy";

  @Inject private FindObject findObject;
  @Inject private DestroyObject destroyObject;

  private @Nullable String id;
  private @Nullable String confirmation;
  private @Nullable SecurityObject object;

  /** Opens the dialog for an object. */
  public void ask(SecurityObject asked) {
    object = asked;
    id = asked.id().toString();
  }

  public void destroy() {
    FormProblems problems = new FormProblems(FORM);
    if (id == null) {
      problems.add(null, ErrorCode.INPUT_MISSING, null);
      return;
    }
    try {
      SecurityObject found = findObject.find(ObjectId.parse(id));
      object = found;
      if (!found.name().equals(confirmation)) {
        problems.add("confirmation", ErrorCode.INPUT_INVALID, "this is not the name of the object");
        return;
      }
      destroyObject.destroy(found.id(), null);
      PrimeFaces.current().ajax().addCallbackParam("done", true);
      FormProblems.done("Destroyed", "The material of " + found.name() + " is gone for good.");
    } catch (RuntimeException e) {
      problems.add(e);
    }
  }

  public @Nullable SecurityObject getObject() {
    return object;
  }

  public @Nullable String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    this.id = id;
  }

  public @Nullable String getConfirmation() {
    return confirmation;
  }

  public void setConfirmation(@Nullable String confirmation) {
    this.confirmation = confirmation;
  }
}
