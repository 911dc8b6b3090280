package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** The home folder's files at a moment when no Root of Trust operation changes them. */
@ApplicationScoped
public class StillHome {

  private static final List<HomeFile> HSM_MODE =
      List.of(HomeFile.WALLET, HomeFile.HSM_WALLET_PASSWORD, HomeFile.RESTORE_WALLET);
  private static final List<HomeFile> PASSPHRASE_MODE =
      List.of(HomeFile.WALLET, HomeFile.PASSPHRASE_WALLET_PASSWORD);

  @Inject private OneOperation oneOperation;
  @Inject private RootOfTrustTransactions transactions;
  @Inject private VaultHome home;

  /**
   * What a backup takes along.
   *
   * @param roots in force; null in passphrase mode
   * @param files without what opens by itself: neither stored credential nor auto-login
   */
  public record Moment(@Nullable RootsOfTrust roots, Map<HomeFile, Bytes> files) {

    public Moment {
      files = Map.copyOf(files);
    }
  }

  /**
   * Does something short while no operation runs, and none can begin.
   *
   * @throws VaultException {@link ErrorCode#OPERATION_RUNNING}, {@link ErrorCode#RESTORE_RUNNING},
   *     {@link ErrorCode#NOT_INSTALLED}, {@link ErrorCode#WALLET_UNREADABLE}
   */
  public <T> T with(Function<Moment, T> work) {
    List<T> result = new ArrayList<>(1);
    oneOperation.run(() -> result.add(work.apply(moment())));
    return result.get(0);
  }

  /**
   * Does something while no operation runs, and none can begin, in whatever state the vault is.
   *
   * @throws VaultException {@link ErrorCode#OPERATION_RUNNING}
   */
  public <T> T alone(Supplier<T> work) {
    List<T> result = new ArrayList<>(1);
    oneOperation.run(() -> result.add(work.get()));
    return result.get(0);
  }

  private Moment moment() {
    RootOfTrustState state = transactions.load();
    // One that is committed, but whose files are not in place, has left others than the state says.
    if (!transactions.open().isEmpty()) {
      throw new VaultException(ErrorCode.OPERATION_RUNNING);
    }
    if (state instanceof RootOfTrustState.HsmProtected inForce) {
      return new Moment(inForce.roots(), read(HSM_MODE));
    }
    if (state instanceof RootOfTrustState.PassphraseProtected) {
      return new Moment(null, read(PASSPHRASE_MODE));
    }
    throw WorkTools.notIn(state, ErrorCode.OPERATION_RUNNING);
  }

  private Map<HomeFile, Bytes> read(List<HomeFile> needed) {
    Map<HomeFile, Bytes> files = new EnumMap<>(HomeFile.class);
    needed.forEach(file -> files.put(file, home.require(file)));
    home.read(HomeFile.SECURITY_CONF).ifPresent(conf -> files.put(HomeFile.SECURITY_CONF, conf));
    return files;
  }
}
