package org.holdfast.web.object;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Base64;
import java.util.HexFormat;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.RetrievedObject;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.ejb.object.ReadObject;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** The dialog that shows material: for one answer, and in no state that outlives it. */
@Named("material")
@RequestScoped
public class MaterialPage {

  @Inject private ReadObject readObject;

  private @Nullable RetrievedObject retrieved;
  private @Nullable VaultException failure;

  /**
   * @param version null for the current one
   */
  public void show(ObjectId id, @Nullable Integer version) {
    try {
      retrieved = readObject.read(id, version);
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
    }
  }

  public @Nullable SecurityObject getObject() {
    return retrieved == null ? null : retrieved.object();
  }

  /** Which version it is; 0 if nothing is shown. */
  public int getVersion() {
    return retrieved == null ? 0 : retrieved.version();
  }

  public @Nullable VaultException getFailure() {
    return failure;
  }

  /** For the page, whose text is a String by nature. */
  public String getBase64() {
    return retrieved == null
        ? ""
        : retrieved
            .material()
            .lend(SecretAccess.granted(), bytes -> Base64.getEncoder().encodeToString(bytes));
  }

  public String getHex() {
    return retrieved == null
        ? ""
        : retrieved
            .material()
            .lend(SecretAccess.granted(), bytes -> HexFormat.of().formatHex(bytes));
  }

  @PreDestroy
  void close() {
    if (retrieved != null) {
      retrieved.close();
    }
  }
}
