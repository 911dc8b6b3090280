package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.holdfast.domain.access.ObjectAction;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.AttributeRules;
import org.holdfast.domain.object.LinkType;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.ObjectNames;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.Revocation;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.ejb.object.ObjectDesk.Handed;
import org.jspecify.annotations.Nullable;

/** Changes what is known of a security object, and its state. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class ChangeObject {
  @Inject private ObjectDesk desk;
  @Inject private SecurityObjectRepository objects;
  @Inject private Clock clock;

  /**
   * Changes name and attributes.
   *
   * @param name null to leave it
   * @param attributes by the names of {@link ObjectAttributes}; a null value takes one away
   * @param revision what the caller saw; null for whatever is there
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN}, {@link ErrorCode#OBJECT_DESTROYED},
   *     {@link ErrorCode#OBJECT_NAME_TAKEN}, {@link ErrorCode#INPUT_INVALID}, {@link
   *     ErrorCode#REVISION_STALE}, {@link ErrorCode#STATE_NOT_ALLOWED} for an activation date of
   *     what is active already
   */
  public SecurityObject change(
      ObjectId id,
      @Nullable String name,
      Map<String, @Nullable String> attributes,
      @Nullable UUID revision) {
    Handed handed = desk.toChange(ObjectAction.CHANGE, id, revision);
    SecurityObject object = handed.object();
    requireAlive(object);
    String checkedName = name == null ? null : ObjectNames.checked(name);
    Map<String, @Nullable String> checked =
        AttributeRules.check(object.type(), object.algorithm(), attributes);
    checkDates(object, checked);
    AttributeRules.checkTogether(object.attributes().with(checked));
    objects.change(id, checkedName, checked, handed.actor());
    String what = new TreeSet<>(checked.keySet()).toString();
    desk.record(
        handed,
        AuditOperation.CHANGE_OBJECT,
        checkedName == null ? what : what + ", now named " + checkedName);
    return desk.changed(id);
  }

  /** Links an object to another, or, with null, to none; takes access to both. */
  public SecurityObject link(ObjectId id, LinkType type, @Nullable ObjectId target) {
    Handed handed = desk.toChange(ObjectAction.CHANGE, id, null);
    requireAlive(handed.object());
    if (id.equals(target)) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "an object does not belong to itself")
          .atField("target");
    }
    Map<String, @Nullable String> link = new HashMap<>();
    link.put(
        ObjectAttributes.link(type), target == null ? null : desk.find(target).id().toString());
    objects.change(id, null, link, handed.actor());
    desk.record(
        handed,
        AuditOperation.CHANGE_OBJECT,
        "link %s to %s".formatted(type.displayName(), target == null ? "nothing" : target));
    return desk.changed(id);
  }

  /**
   * @throws VaultException {@link ErrorCode#STATE_NOT_ALLOWED}
   */
  public SecurityObject activate(ObjectId id, @Nullable UUID revision) {
    Handed handed = desk.toChange(ObjectAction.ACTIVATE, id, revision);
    Instant now = clock.instant();
    handed.object().stateAt(now).to(ObjectState.ACTIVE);
    objects.change(id, null, Map.of(ObjectAttributes.ACTIVATION, kept(now)), handed.actor());
    objects.changeState(id, ObjectState.ACTIVE, null, handed.actor());
    desk.record(handed, AuditOperation.ACTIVATE_OBJECT, "");
    return desk.changed(id);
  }

  /**
   * @throws VaultException {@link ErrorCode#STATE_NOT_ALLOWED}
   */
  public SecurityObject revoke(ObjectId id, Revocation why, @Nullable UUID revision) {
    Handed handed = desk.toChange(ObjectAction.REVOKE, id, revision);
    Instant now = clock.instant();
    ObjectState next = handed.object().stateAt(now).revoked(why.reason());
    if (next == ObjectState.DEACTIVATED) {
      objects.change(id, null, Map.of(ObjectAttributes.DEACTIVATION, kept(now)), handed.actor());
    }
    objects.changeState(id, next, why, handed.actor());
    desk.record(
        handed,
        AuditOperation.REVOKE_OBJECT,
        "%s, now %s".formatted(why.reason().displayName(), next.displayName()));
    return desk.changed(id);
  }

  private static String kept(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static void requireAlive(SecurityObject object) {
    if (object.state().isDestroyed()) {
      throw new VaultException(ErrorCode.OBJECT_DESTROYED, object.name());
    }
  }

  /** A date that has had its effect stays as it is. */
  private void checkDates(SecurityObject object, Map<String, @Nullable String> changes) {
    ObjectState state = object.stateAt(clock.instant());
    if (changes.containsKey(ObjectAttributes.ACTIVATION) && state != ObjectState.PRE_ACTIVE) {
      throw new VaultException(ErrorCode.STATE_NOT_ALLOWED, "the object is " + state.displayName())
          .atField(ObjectAttributes.ACTIVATION);
    }
    if (changes.containsKey(ObjectAttributes.DEACTIVATION)
        && state != ObjectState.PRE_ACTIVE
        && state != ObjectState.ACTIVE) {
      throw new VaultException(ErrorCode.STATE_NOT_ALLOWED, "the object is " + state.displayName())
          .atField(ObjectAttributes.DEACTIVATION);
    }
  }
}
