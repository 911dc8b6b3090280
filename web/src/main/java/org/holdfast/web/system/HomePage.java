package org.holdfast.web.system;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.object.ListObjects;
import org.holdfast.ejb.rootoftrust.RootOfTrustStatus;
import org.holdfast.ejb.rootoftrust.RootOfTrustView;
import org.jspecify.annotations.Nullable;

/** Home: the state of the vault at a glance. */
@Named("home")
@RequestScoped
public class HomePage {

  @Inject private ConsoleFrame frame;
  @Inject private RootOfTrustStatus rootOfTrustStatus;
  @Inject private ListObjects listObjects;

  private @Nullable RootOfTrustView rootOfTrust;
  private long keys;
  private long secrets;
  private @Nullable VaultException failure;

  @PostConstruct
  void load() {
    try {
      if (frame.isSystemAdministrator()) {
        rootOfTrust = rootOfTrustStatus.current();
      }
      if (frame.isKeyAdministrator()) {
        keys = count(ObjectType.SYMMETRIC_KEY);
        secrets = count(ObjectType.SECRET_DATA);
      }
    } catch (RuntimeException e) {
      failure = Failures.toVaultException(e);
    }
  }

  private long count(ObjectType type) {
    return listObjects.list(ObjectQuery.where().type(type).build(), new PageRequest(0, 1)).total();
  }

  /** What protects what, with the broken link. */
  public ProtectionChain getChain() {
    return ProtectionChain.of(frame.getSystem(), rootOfTrust);
  }

  /** Null for who may not see it. */
  public @Nullable RootOfTrustView getRootOfTrust() {
    return rootOfTrust;
  }

  public long getKeys() {
    return keys;
  }

  public long getSecrets() {
    return secrets;
  }

  /** Why a part of the page is not there; null if all is. */
  public @Nullable VaultException getFailure() {
    return failure;
  }
}
