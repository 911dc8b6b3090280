package org.holdfast.web.system;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.holdfast.domain.access.FilledWallet;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.ejb.audit.CountOperations;
import org.holdfast.ejb.object.ListObjects;
import org.holdfast.ejb.rootoftrust.RootOfTrustStatus;
import org.holdfast.ejb.rootoftrust.RootOfTrustView;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** Home: the state of the vault at a glance. */
@Named("home")
@RequestScoped
public class HomePage {

  private static final int SOON_DAYS = 30;

  @Inject private ConsoleFrame frame;
  @Inject private RootOfTrustStatus rootOfTrustStatus;
  @Inject private ListObjects listObjects;
  @Inject private ManageWallets manageWallets;
  @Inject private CountOperations countOperations;

  private @Nullable RootOfTrustView rootOfTrust;
  private @Nullable ObjectChart objects;
  private @Nullable HourChart hours;
  private List<SecurityObject> expiring = List.of();
  private long expiringTotal;
  private List<FilledWallet> wallets = List.of();
  private @Nullable VaultException failure;

  @PostConstruct
  void load() {
    try {
      if (frame.isSystemAdministrator()) {
        rootOfTrust = rootOfTrustStatus.current();
      }
      if (frame.isKeyAdministrator() || frame.isSystemAdministrator()) {
        objects = ObjectChart.of(listObjects.counts());
      }
      if (frame.isKeeper()) {
        loadKeeping();
      }
      hours = HourChart.of(countOperations.perHour(), Clock.systemUTC().instant());
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
    }
  }

  private void loadKeeping() {
    Instant now = Clock.systemUTC().instant();
    Page<SecurityObject> soon =
        listObjects.list(
            ObjectQuery.where()
                .expiresFrom(now)
                .expiresBefore(now.plus(Duration.ofDays(SOON_DAYS)))
                .build(),
            new PageRequest(0, 5));
    expiring = soon.rows();
    expiringTotal = soon.total();
    if (!frame.isKeyAdministrator()) {
      wallets = manageWallets.listFilled(null, new PageRequest(0, 20)).rows();
    }
  }

  /** What protects what, with the broken link. */
  public ProtectionChain getChain() {
    return ProtectionChain.of(frame.getSystem(), rootOfTrust);
  }

  /** Null for who may not see it. */
  public @Nullable RootOfTrustView getRootOfTrust() {
    return rootOfTrust;
  }

  /** Null for who may not see it. */
  public @Nullable ObjectChart getObjects() {
    return objects;
  }

  /** Null if it cannot be told. */
  public @Nullable HourChart getHours() {
    return hours;
  }

  /** Some of what ends within 30 days. */
  public List<SecurityObject> getExpiring() {
    return expiring;
  }

  /** How much ends within 30 days. */
  public long getExpiringTotal() {
    return expiringTotal;
  }

  /** What is granted to a user without office. */
  public List<FilledWallet> getWallets() {
    return wallets;
  }

  /** Why a part of the page is not there; null if all is. */
  public @Nullable VaultException getFailure() {
    return failure;
  }
}
