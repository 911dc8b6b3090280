package org.holdfast.web.object;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Import: keys, certificates, secret data and opaque objects made elsewhere. */
@Named("importForm")
@RequestScoped
public class ImportForm {

  static final String FORM = "import";

  @Inject private CreateObject createObject;

  private @Nullable String name;
  private ObjectType type = ObjectType.SYMMETRIC_KEY;
  private Algorithm algorithm = Algorithm.AES;
  private final MaterialInput input = new MaterialInput();
  private final ObjectFields fields = new ObjectFields(FORM);

  public void store() {
    FormProblems problems =
        new FormProblems(FORM, field -> input.fieldOf(ObjectFields.idOf(field)));
    problems.require("name", name);
    if (problems.none() && name != null) {
      try (SecretBytes material = input.read()) {
        SecurityObject stored = createObject.register(describe(name), material, null);
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done("Imported", stored.name() + " is kept encrypted in the vault.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  private NewObject describe(String called) {
    // Public keys and certificates are public: the field is hidden for them.
    boolean isPublic = type == ObjectType.CERTIFICATE || type == ObjectType.PUBLIC_KEY;
    return new NewObject(
        called,
        type,
        type == ObjectType.SYMMETRIC_KEY ? algorithm : null,
        null,
        isPublic || fields.isExtractable(),
        fields.attributes(type),
        fields.walletIds());
  }

  public List<ObjectType> getTypes() {
    return List.of(ObjectType.values());
  }

  /** Those of symmetric keys; of other keys it is found in the material. */
  public List<Algorithm> getAlgorithms() {
    return Arrays.stream(Algorithm.values()).filter(Algorithm::isSymmetric).toList();
  }

  public Algorithm getAlgorithm() {
    return algorithm;
  }

  public void setAlgorithm(@Nullable Algorithm algorithm) {
    this.algorithm = algorithm == null ? Algorithm.AES : algorithm;
  }

  @PreDestroy
  void close() {
    input.close();
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public ObjectType getType() {
    return type;
  }

  public void setType(ObjectType type) {
    this.type = type;
  }

  public MaterialInput getInput() {
    return input;
  }

  public ObjectFields getFields() {
    return fields;
  }
}
