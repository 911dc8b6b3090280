package org.holdfast.web.object;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.RotateObject;
import org.holdfast.web.error.FormProblems;
import org.primefaces.PrimeFaces;

/** The dialog Rotate: a new version, of the vault's own making or with material that comes in. */
@Named("rotate")
@RequestScoped
public class RotateForm {

  static final String FORM = "rotate";

  @Inject private RotateObject rotateObject;
  @Inject private ObjectPage page;

  private String from = "VAULT";
  private final MaterialInput input = new MaterialInput();

  public void rotate() {
    FormProblems problems = new FormProblems(FORM, input::fieldOf);
    try {
      SecurityObject rotated = isMadeHere() ? made() : given();
      PrimeFaces.current().ajax().addCallbackParam("done", true);
      FormProblems.done(
          "Rotated",
          "%s has version %d now; the versions before it can still be read and used."
              .formatted(rotated.name(), rotated.version()));
    } catch (RuntimeException e) {
      problems.add(e);
    }
  }

  private boolean isMadeHere() {
    SecurityObject object = page.current();
    return object.type() == ObjectType.SYMMETRIC_KEY
        && object.algorithm() != null
        && object.algorithm().isGenerated()
        && from.equals("VAULT");
  }

  private SecurityObject made() {
    return rotateObject.rotate(page.objectId(), null, null);
  }

  private SecurityObject given() {
    try (SecretBytes material = input.read()) {
      return rotateObject.rotate(page.objectId(), material, null);
    }
  }

  @PreDestroy
  void close() {
    input.close();
  }

  public String getFrom() {
    return from;
  }

  public void setFrom(String from) {
    this.from = from;
  }

  public MaterialInput getInput() {
    return input;
  }
}
