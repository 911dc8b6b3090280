package org.holdfast.web.object;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.material.Usage;
import org.holdfast.domain.object.LinkType;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository.StateChange;
import org.holdfast.domain.object.SecurityObjectRepository.Version;
import org.holdfast.ejb.access.AccessControl;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.ejb.object.ChangeObject;
import org.holdfast.ejb.object.FindObject;
import org.holdfast.ejb.object.RotateObject;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.PageTurn;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** A security object: everything that is known of it, and what can be done with it now. */
@Named("objectPage")
@ViewScoped
public class ObjectPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient FindObject findObject;
  @Inject private transient ChangeObject changeObject;
  @Inject private transient RotateObject rotateObject;
  @Inject private transient ManageWallets manageWallets;
  @Inject private transient AccessControl accessControl;

  private @Nullable String id;
  private transient @Nullable SecurityObject object;
  private transient List<Version> versions = List.of();
  private transient List<StateChange> history = List.of();
  private transient FindObject.@Nullable WhereUsed whereUsed;
  private transient @Nullable AccessLevel level;
  private transient @Nullable VaultException failure;

  /** Looks again; called before each rendering, so that it shows what an action has changed. */
  public void refresh() {
    try {
      SecurityObject found = findObject.find(objectId());
      object = found;
      versions = findObject.versions(found.id());
      history = findObject.history(found.id());
      whereUsed = findObject.whereUsed(found.id());
      level = accessControl.rights().onObject(found.owner(), found.wallets()).orElse(null);
      failure = null;
    } catch (RuntimeException e) {
      object = null;
      failure = FormProblems.failure(e);
    }
  }

  /** What the address names. */
  ObjectId objectId() {
    return ObjectId.parse(id == null ? "" : id);
  }

  /** The object as it is now. */
  SecurityObject current() {
    return findObject.find(objectId());
  }

  public void activate() {
    act(
        () -> {
          SecurityObject active = changeObject.activate(objectId(), null);
          FormProblems.done("Activated", active.name() + " can be used from now on.");
        });
  }

  /** Makes a new object in the place of this one, and goes there. */
  public void rekey() {
    act(
        () -> {
          SecurityObject next = rotateObject.rekey(objectId(), null);
          PrimeFaces.current().ajax().addCallbackParam("done", true);
          PageTurn.to("/keys/object.xhtml?id=" + next.id() + "&rekeyed=1");
        });
  }

  public void take(WalletId wallet) {
    act(
        () -> {
          manageWallets.take(wallet, objectId());
          FormProblems.done("Taken out", "Who had access by that virtual wallet alone has none.");
        });
  }

  private static void act(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  /** The state that counts today, whatever the dates have made of it since it was recorded. */
  public ObjectState getState() {
    return object == null ? ObjectState.PRE_ACTIVE : object.stateAt(Clock.systemUTC().instant());
  }

  public boolean isMayChange() {
    return object != null
        && !object.isSystems()
        && level != null
        && level.covers(AccessLevel.READ_AND_MODIFY);
  }

  public boolean isMayActivate() {
    return isMayChange() && getState() == ObjectState.PRE_ACTIVE;
  }

  public boolean isMayRevoke() {
    return isMayChange() && getState().next().stream().anyMatch(ObjectPage::isRevoked);
  }

  public boolean isMayRotate() {
    return isMayChange() && isUsable();
  }

  /** Only what the vault makes by itself. */
  public boolean isMayRekey() {
    return isMayRotate() && isGenerated();
  }

  public boolean isMayShow() {
    return object != null
        && object.extractable()
        && !object.isSystems()
        && !getState().isDestroyed();
  }

  public boolean isMayDestroy() {
    return isMayChange() && !getState().isDestroyed();
  }

  /** Whether the vault makes the next version by itself. */
  public boolean isGenerated() {
    SecurityObject shown = object;
    return shown != null
        && shown.type() == ObjectType.SYMMETRIC_KEY
        && shown.algorithm() != null
        && shown.algorithm().isGenerated();
  }

  public String getUsageText() {
    return object == null || object.usage().isEmpty()
        ? "nothing in the vault"
        : Usage.text(object.usage()).replace(",", ", ");
  }

  /** Where the object's links lead. */
  public List<Map.Entry<LinkType, ObjectId>> getLinks() {
    return object == null ? List.of() : List.copyOf(object.attributes().links().entrySet());
  }

  /** What its certificate says, by name. */
  public List<Map.Entry<String, String>> getCertificate() {
    return object == null ? List.of() : List.copyOf(object.attributes().certificate().entrySet());
  }

  public List<Map.Entry<String, String>> getCustom() {
    return object == null ? List.of() : List.copyOf(object.attributes().custom().entrySet());
  }

  /** SHA-256 of the current version; null where that would tell too much. */
  public @Nullable String getDigest() {
    return versions.stream()
        .findFirst()
        .flatMap(newest -> Optional.ofNullable(newest.digest()))
        .map(Object::toString)
        .orElse(null);
  }

  private boolean isUsable() {
    return getState() == ObjectState.ACTIVE || getState() == ObjectState.PRE_ACTIVE;
  }

  private static boolean isRevoked(ObjectState state) {
    return state == ObjectState.DEACTIVATED || state == ObjectState.COMPROMISED;
  }

  public @Nullable String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    this.id = id;
  }

  public @Nullable SecurityObject getObject() {
    return object;
  }

  public List<Version> getVersions() {
    return versions;
  }

  public List<StateChange> getHistory() {
    return history;
  }

  public FindObject.@Nullable WhereUsed getWhereUsed() {
    return whereUsed;
  }

  public @Nullable AccessLevel getLevel() {
    return level;
  }

  public @Nullable VaultException getFailure() {
    return failure;
  }
}
