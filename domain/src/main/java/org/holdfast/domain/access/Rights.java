package org.holdfast.domain.access;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may do: the one place where access is decided. Key Administrators have every access
 * to every virtual wallet and security object; System Administrators and Audit Managers have none;
 * a user without a role and an endpoint have what is granted to them or to a group of theirs, and
 * every access to what they made themselves.
 *
 * @param wallets the furthest grant on each virtual wallet, of the caller or of a group
 * @param defaultWallet where an endpoint's new objects go
 * @param epoch which state of grants and groups this was read from
 */
public record Rights(
    Caller caller,
    Map<WalletId, AccessLevel> wallets,
    @Nullable WalletId defaultWallet,
    long epoch) {

  public Rights {
    wallets = Map.copyOf(wallets);
  }

  /** The access to a security object of that owner in those virtual wallets; empty for none. */
  public Optional<AccessLevel> onObject(UUID owner, Collection<WalletId> in) {
    if (caller.role() == Role.KEY_ADMINISTRATOR) {
      return Optional.of(AccessLevel.MANAGE);
    }
    if (!isGrantable()) {
      return Optional.empty();
    }
    Stream<AccessLevel> granted = in.stream().map(wallets::get).flatMap(Stream::ofNullable);
    return owner.equals(caller.id())
        ? Optional.of(AccessLevel.MANAGE)
        : granted.max(AccessLevel::compareTo);
  }

  public Optional<AccessLevel> onWallet(WalletId wallet) {
    if (caller.role() == Role.KEY_ADMINISTRATOR) {
      return Optional.of(AccessLevel.MANAGE);
    }
    return isGrantable() ? Optional.ofNullable(wallets.get(wallet)) : Optional.empty();
  }

  /** Whether everything is open to the caller, so that lists need no filter. */
  public boolean isUnlimited() {
    return caller.role() == Role.KEY_ADMINISTRATOR;
  }

  /** Whether the caller may make security objects at all. */
  public boolean mayCreate() {
    return isUnlimited() || isGrantable();
  }

  /** Endpoints use wallets, they do not make them. */
  public boolean mayCreateWallets() {
    return isUnlimited() || caller.role() == Role.USER;
  }

  private boolean isGrantable() {
    return caller.role() == Role.USER || caller.role() == Role.ENDPOINT;
  }
}
