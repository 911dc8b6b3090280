package org.holdfast.domain.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The virtual wallets and the grants on them. Rows are only ever added. */
public interface WalletRepository {

  /**
   * Adds a wallet with its first revision.
   *
   * @throws VaultException {@link ErrorCode#WALLET_NAME_TAKEN}; the transaction is over then
   */
  void add(VirtualWallet wallet);

  /**
   * Records name, description and protection, under a fresh revision.
   *
   * @throws VaultException {@link ErrorCode#WALLET_NAME_TAKEN}; the transaction is over then
   */
  void change(VirtualWallet wallet, String by);

  /** Ends a wallet: the grants on it count no more. */
  void delete(VirtualWallet wallet, String by);

  /** The wallet, unless it is deleted. */
  Optional<VirtualWallet> find(WalletId id);

  Optional<VirtualWallet> find(String name);

  /**
   * By name.
   *
   * @param among only these; null for all
   */
  Page<VirtualWallet> list(
      @Nullable String nameContains, @Nullable Collection<WalletId> among, PageRequest page);

  /** The same wallets in the same order, with what they hold. */
  List<FilledWallet> fill(List<VirtualWallet> wallets);

  /** Whether any virtual wallet has that protection. */
  boolean isUsed(Protection protection);

  /** Gives access, or takes it with null. */
  void grant(WalletId wallet, Grantee grantee, @Nullable AccessLevel level, String by);

  /** By kind and name of the grantee. */
  List<Grant> grantsOn(WalletId wallet);

  /** What is granted to exactly this grantee. */
  List<Grant> grantsTo(Grantee grantee);

  /** The furthest grant per wallet to this caller and, for an endpoint, the groups it is in. */
  Map<WalletId, AccessLevel> grantsOf(Caller caller);

  /**
   * A number that changes with each change of endpoints, groups, grants and users: what was read
   * under another one may be out of date.
   */
  long epoch();

  /**
   * Lets one transaction at a time change endpoints, groups, wallets, grants and users on this
   * node: until this one ends, the others wait. What is read after this stays so.
   */
  void lock();

  /** The users, endpoints and groups that a name search for grantees finds, up to a limit. */
  Map<Grantee, String> grantees(String nameContains, int limit);
}
