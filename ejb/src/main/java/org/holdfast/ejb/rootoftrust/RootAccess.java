package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmLoginRefused;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.ejb.error.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Asks Roots of Trust: one of them, or the first in order of priority that answers (B8). A refusal
 * of a stored credential is remembered for that token alone (B3).
 */
@ApplicationScoped
class RootAccess {

  /** A call on a connection to the HSM of a Root of Trust. */
  @FunctionalInterface
  interface Call<T> {
    T on(HsmConnection connection, RootOfTrust rootOfTrust) throws HsmException;
  }

  @Inject private HsmWallet hsmWallet;
  @Inject private RootOfTrustTransactions transactions;

  /**
   * Asks one of them.
   *
   * @throws VaultException what is wrong with it
   */
  <T> T one(NamedRoot root, Call<T> call) {
    try (HsmConnection connection = hsmWallet.connect(root.root())) {
      return call.on(connection, root.root());
    } catch (HsmException e) {
      if (e instanceof HsmLoginRefused) {
        transactions.saveCredentialRefused(root.root().address());
      }
      throw HsmWallet.ofStoredCredential(e);
    }
  }

  /** As {@link #first(RootsOfTrust, Call, BiConsumer)}, when nobody needs to know which. */
  <T> T first(RootsOfTrust roots, Call<T> call) {
    return first(roots, call, (root, failure) -> {});
  }

  /**
   * Asks in order of priority until one answers.
   *
   * @param asked is told of each that was asked, and why it failed; null if it did not
   * @throws VaultException if none does: why the first did not, with the reasons of all
   */
  <T> T first(
      RootsOfTrust roots, Call<T> call, BiConsumer<NamedRoot, @Nullable VaultException> asked) {
    Map<NamedRoot, VaultException> failures = new LinkedHashMap<>();
    for (NamedRoot root : roots.inOrder()) {
      try {
        T answer = one(root, call);
        asked.accept(root, null);
        return answer;
      } catch (RuntimeException e) {
        VaultException failure = Failures.toVaultException(e);
        asked.accept(root, failure);
        failures.put(root, failure);
      }
    }
    throw all(failures);
  }

  private static VaultException all(Map<NamedRoot, VaultException> failures) {
    VaultException first = failures.values().iterator().next();
    if (failures.size() == 1) {
      return first;
    }
    VaultException all = new VaultException(first.code(), describe(failures), first);
    failures.values().stream().skip(1).forEach(all::addSuppressed);
    return all;
  }

  /** Which failed, and why. */
  static String describe(Map<NamedRoot, VaultException> failures) {
    return failures.entrySet().stream()
        .map(failed -> failed.getKey().name() + ": " + message(failed.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String message(VaultException failure) {
    String message = failure.getMessage();
    return message == null ? failure.code().title() : message;
  }
}
