package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Collectors;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Create: a key or key pair of the vault's own making. */
@Named("create")
@RequestScoped
public class CreateForm {

  static final String FORM = "create";

  @Inject private CreateObject createObject;

  private @Nullable String name;
  private @Nullable String publicName;
  private @Nullable String key = NewKey.offered().get(0).id();
  private final ObjectFields fields = new ObjectFields(FORM);

  public void create() {
    FormProblems problems = new FormProblems(FORM, ObjectFields::idOf);
    problems.require("name", name);
    if (problems.none() && name != null) {
      try {
        make(NewKey.parse(key), name);
        PrimeFaces.current().ajax().addCallbackParam("done", true);
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  private void make(NewKey wanted, String called) {
    if (wanted.algorithm().isSymmetric()) {
      createObject.create(
          new NewObject(
              called,
              ObjectType.SYMMETRIC_KEY,
              wanted.algorithm(),
              wanted.bits(),
              fields.isExtractable(),
              fields.attributes(ObjectType.SYMMETRIC_KEY),
              fields.walletIds()),
          null);
      FormProblems.done("Created", called + " was made in the vault and is kept encrypted.");
      return;
    }
    String half =
        publicName == null || publicName.isBlank() ? called.strip() + ".pub" : publicName.strip();
    createObject.createPair(
        new CreateObject.NewPair(
            called,
            half,
            wanted.algorithm(),
            wanted.bits(),
            fields.isExtractable(),
            fields.attributes(ObjectType.PRIVATE_KEY),
            fields.walletIds()),
        null);
    FormProblems.done("Created", called + " and its public key " + half + " were made.");
  }

  public List<NewKey> getKeys() {
    return NewKey.offered();
  }

  /** For the parts of the form that only key pairs have. */
  public String getPairs() {
    return ids(false);
  }

  /** For the parts of the form that only symmetric keys have. */
  public String getSymmetric() {
    return ids(true);
  }

  private static String ids(boolean symmetric) {
    return NewKey.offered().stream()
        .filter(offered -> offered.algorithm().isSymmetric() == symmetric)
        .map(NewKey::id)
        .collect(Collectors.joining(" "));
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getPublicName() {
    return publicName;
  }

  public void setPublicName(@Nullable String publicName) {
    this.publicName = publicName;
  }

  public @Nullable String getKey() {
    return key;
  }

  public void setKey(@Nullable String key) {
    this.key = key;
  }

  public ObjectFields getFields() {
    return fields;
  }
}
