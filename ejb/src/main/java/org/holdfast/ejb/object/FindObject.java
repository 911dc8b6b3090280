package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.domain.access.WalletAction;
import org.holdfast.domain.access.WalletRepository;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;

/** A security object without its material. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class FindObject {
  @Inject private ObjectDesk desk;
  @Inject private SecurityObjectRepository objects;
  @Inject private WalletRepository wallets;

  /**
   * Where an object is used.
   *
   * @param wallets the virtual wallets it is in
   * @param grants the grants on those of them that the caller manages: they tell who there is
   * @param linked the objects that link to it
   */
  public record WhereUsed(
      List<VirtualWallet> wallets, List<Grant> grants, List<SecurityObject> linked) {}

  /**
   * @throws VaultException {@link ErrorCode#OBJECT_UNKNOWN}
   */
  public SecurityObject find(ObjectId id) {
    return desk.find(id);
  }

  /** The object of that name that is not destroyed. */
  public SecurityObject byName(String name) {
    return desk.find(
        objects.byName(name).orElseThrow(() -> new VaultException(ErrorCode.OBJECT_UNKNOWN, name)));
  }

  /** Newest first. */
  public List<SecurityObjectRepository.Version> versions(ObjectId id) {
    return objects.versions(desk.find(id).id());
  }

  /** The states it went through, newest first. */
  public List<SecurityObjectRepository.StateChange> history(ObjectId id) {
    return objects.history(desk.find(id).id());
  }

  public WhereUsed whereUsed(ObjectId id) {
    SecurityObject object = desk.find(id);
    Rights rights = desk.rights();
    List<VirtualWallet> in =
        object.wallets().stream()
            .filter(wallet -> rights.onWallet(wallet).isPresent())
            .map(wallets::find)
            .flatMap(Optional::stream)
            .sorted(Comparator.comparing(VirtualWallet::name))
            .toList();
    return new WhereUsed(
        in,
        in.stream()
            .filter(wallet -> manages(rights, wallet))
            .flatMap(wallet -> wallets.grantsOn(wallet.id()).stream())
            .toList(),
        objects.linkedTo(id).stream()
            .flatMap(linked -> desk.ifVisible(rights, linked).stream())
            .toList());
  }

  private static boolean manages(Rights rights, VirtualWallet wallet) {
    return rights
        .onWallet(wallet.id())
        .filter(level -> level.covers(WalletAction.GRANT.needs()))
        .isPresent();
  }
}
