package org.holdfast.web.object;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.security.SecureRandom;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Store security object. */
@Named("store")
@RequestScoped
public class StoreForm {

  static final String FORM = "store";

  private static final int GENERATED_AES_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Where the material comes from. */
  public enum Source {
    GENERATE,
    BASE64,
    HEX
  }

  @Inject private CreateObject createObject;

  private @Nullable String name;
  private ObjectType type = ObjectType.SYMMETRIC_KEY;
  private Algorithm algorithm = Algorithm.AES;
  private Source source = Source.GENERATE;
  private @Nullable SecretChars material;

  public void store() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("name", name);
    if (source == Source.GENERATE
        && (type != ObjectType.SYMMETRIC_KEY || algorithm != Algorithm.AES)) {
      problems.add("source", ErrorCode.INPUT_INVALID, "only AES keys are generated here");
    }
    if (source != Source.GENERATE) {
      problems.require("material", material);
    }
    if (problems.none() && name != null) {
      try (SecretBytes bytes = bytes()) {
        SecurityObject stored =
            createObject.register(
                NewObject.of(name, type, type == ObjectType.SYMMETRIC_KEY ? algorithm : null),
                bytes,
                null);
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done("Stored", stored.name() + " is kept encrypted in the vault.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  private SecretBytes bytes() {
    if (source == Source.GENERATE || material == null) {
      return SecretBytes.random(GENERATED_AES_BYTES, RANDOM);
    }
    return MaterialText.decode(
        material, source == Source.HEX ? MaterialText.Encoding.HEX : MaterialText.Encoding.BASE64);
  }

  public List<Algorithm> getAlgorithms() {
    return List.of(Algorithm.values());
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

  public Algorithm getAlgorithm() {
    return algorithm;
  }

  public void setAlgorithm(@Nullable Algorithm algorithm) {
    // The field is hidden, and not sent, for secret data.
    this.algorithm = algorithm == null ? Algorithm.AES : algorithm;
  }

  public Source getSource() {
    return source;
  }

  public void setSource(Source source) {
    this.source = source;
  }

  public @Nullable SecretChars getMaterial() {
    return material;
  }

  public void setMaterial(@Nullable SecretChars material) {
    this.material = material;
  }

  @PreDestroy
  void close() {
    if (material != null) {
      material.close();
    }
  }
}
