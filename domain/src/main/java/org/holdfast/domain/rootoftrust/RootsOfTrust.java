package org.holdfast.domain.rootoftrust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The Roots of Trust in force, one to three, in order of priority (B8). Each of them alone opens
 * the vault. The first is the primary one: its key also wraps the data keys that the HSM holds
 * (B15).
 *
 * @param inOrder priority 1 first; names, tokens and keys differ
 */
public record RootsOfTrust(List<NamedRoot> inOrder) {

  /** As many as there may be. */
  public static final int MOST = 3;

  /** What the first one is called until an administrator calls it otherwise. */
  public static final String FIRST_NAME = "hsm-1";

  /**
   * @throws VaultException {@link ErrorCode#ROOTS_FULL}, {@link ErrorCode#ROOT_NAME_TAKEN}, {@link
   *     ErrorCode#ROOT_TOKEN_TAKEN}, {@link ErrorCode#ROOT_LABEL_NEEDED}
   */
  public RootsOfTrust {
    inOrder = List.copyOf(inOrder);
    if (inOrder.isEmpty()) {
      throw new IllegalArgumentException("At least one Root of Trust");
    }
    if (inOrder.size() > MOST) {
      throw new VaultException(ErrorCode.ROOTS_FULL);
    }
    Set<String> names = new HashSet<>();
    Map<String, String> serials = new HashMap<>();
    Map<TokenAddress, String> addresses = new HashMap<>();
    for (NamedRoot one : inOrder) {
      if (!names.add(one.name())) {
        throw new VaultException(ErrorCode.ROOT_NAME_TAKEN, one.name()).atField("name");
      }
      // Before its token was looked at, its serial number is not known.
      String byAddress = addresses.putIfAbsent(one.root().address(), one.name());
      String bySerial = serials.putIfAbsent(one.root().tokenSerial(), one.name());
      String other = byAddress != null ? byAddress : bySerial;
      if (other != null) {
        throw new VaultException(ErrorCode.ROOT_TOKEN_TAKEN, "that of " + other)
            .atField("tokenLabel");
      }
    }
    requireLabels(inOrder);
  }

  private static void requireLabels(List<NamedRoot> roots) {
    for (NamedRoot one : roots) {
      long ofVendor =
          roots.stream().filter(r -> r.root().vendorId().equals(one.root().vendorId())).count();
      if (one.root().tokenLabel() == null && ofVendor > 1) {
        throw new VaultException(ErrorCode.ROOT_LABEL_NEEDED, one.name()).atField("tokenLabel");
      }
    }
  }

  /** One Root of Trust alone, under the name of the first. */
  public static RootsOfTrust of(RootOfTrust only) {
    return new RootsOfTrust(List.of(new NamedRoot(FIRST_NAME, only)));
  }

  /** The one of priority 1. */
  public NamedRoot primary() {
    return inOrder.get(0);
  }

  public int size() {
    return inOrder.size();
  }

  public List<String> names() {
    return inOrder.stream().map(NamedRoot::name).toList();
  }

  public Optional<NamedRoot> find(String name) {
    return inOrder.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /**
   * The one of that name.
   *
   * @throws VaultException {@link ErrorCode#ROOT_UNKNOWN}
   */
  public NamedRoot require(String name) {
    return find(name).orElseThrow(() -> new VaultException(ErrorCode.ROOT_UNKNOWN, name));
  }

  /** Priority of the one of that name, from 1. */
  public int priority(String name) {
    return inOrder.indexOf(require(name)) + 1;
  }

  /** The one on that token, if there is one. */
  public Optional<NamedRoot> at(TokenAddress address) {
    return inOrder.stream().filter(one -> one.root().address().equals(address)).findFirst();
  }

  /** The one whose key it is: key numbers repeat from token to token, check values tell apart. */
  public Optional<NamedRoot> holding(KeyRef key, Bytes checkValue) {
    return inOrder.stream()
        .filter(one -> one.root().key().equals(key) && one.root().checkValue().equals(checkValue))
        .findFirst();
  }

  /**
   * Checks, before anything is known of the token, that one more can be added.
   *
   * @throws VaultException as the constructor
   */
  public void requireRoomFor(String name, TokenAddress token) {
    with(
        new NamedRoot(
            name,
            new RootOfTrust(token.vendorId(), token.tokenLabel(), "", new KeyRef(1), Bytes.of())));
  }

  /** With one more, of the lowest priority. */
  public RootsOfTrust with(NamedRoot added) {
    List<NamedRoot> more = new ArrayList<>(inOrder);
    more.add(added);
    return new RootsOfTrust(more);
  }

  /**
   * Without the one of that name; the next takes the place of a primary one.
   *
   * @throws VaultException {@link ErrorCode#ROOT_UNKNOWN}, {@link ErrorCode#ROOT_IS_LAST}
   */
  public RootsOfTrust without(String name) {
    NamedRoot removed = require(name);
    if (inOrder.size() == 1) {
      throw new VaultException(ErrorCode.ROOT_IS_LAST, name);
    }
    return new RootsOfTrust(inOrder.stream().filter(one -> !one.equals(removed)).toList());
  }

  /**
   * Those whose keys are not in force any more when others are instead, however their tokens are
   * reached.
   *
   * @param later null if nothing but the recovery passphrase protects the wallet then
   */
  public List<NamedRoot> endedBy(@Nullable RootsOfTrust later) {
    return inOrder.stream()
        .filter(
            one ->
                later == null
                    || later.inOrder.stream().noneMatch(kept -> kept.root().isSameKey(one.root())))
        .toList();
  }

  /** With another key, or another way to the same one, in place of that of this name. */
  public RootsOfTrust with(String name, RootOfTrust root) {
    NamedRoot former = require(name);
    return new RootsOfTrust(
        inOrder.stream().map(one -> one.equals(former) ? new NamedRoot(name, root) : one).toList());
  }

  /**
   * The same under another name.
   *
   * @throws VaultException {@link ErrorCode#ROOT_UNKNOWN}, {@link ErrorCode#ROOT_NAME_TAKEN}
   */
  public RootsOfTrust renamed(String name, String newName) {
    NamedRoot former = require(name);
    return new RootsOfTrust(
        inOrder.stream()
            .map(one -> one.equals(former) ? new NamedRoot(newName, one.root()) : one)
            .toList());
  }

  /**
   * The same in another order.
   *
   * @param priority from 1
   * @throws VaultException {@link ErrorCode#ROOT_UNKNOWN}, {@link ErrorCode#INPUT_INVALID}
   */
  public RootsOfTrust moved(String name, int priority) {
    NamedRoot moving = require(name);
    if (priority < 1 || priority > inOrder.size()) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "a priority from 1 to " + inOrder.size())
          .atField("priority");
    }
    List<NamedRoot> others = new ArrayList<>(inOrder);
    others.remove(moving);
    others.add(priority - 1, moving);
    return new RootsOfTrust(others);
  }
}
