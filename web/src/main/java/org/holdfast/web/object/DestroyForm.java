package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.ejb.object.DestroyObject;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.TypedConfirmation;

/** The dialog Destroy security object: confirmed by typing the object's name. */
@Named("destroy")
@RequestScoped
public class DestroyForm extends TypedConfirmation {

  @Inject private DestroyObject destroyObject;
  @Inject private ObjectPage page;

  public DestroyForm() {
    super("destroy");
  }

  @Override
  protected String name() {
    return page.current().name();
  }

  @Override
  protected void perform() {
    FormProblems.done(
        "Destroyed",
        "The material of %s is gone for good."
            .formatted(destroyObject.destroy(page.objectId(), null).name()));
  }
}
