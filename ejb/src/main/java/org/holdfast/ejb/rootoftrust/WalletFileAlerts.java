package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.AlertSource;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.secret.Bytes;

/**
 * Whether the wallet files are those that the last operation made, in passphrase mode; in HSM mode
 * the check of the HSM looks at them (S80).
 */
@ApplicationScoped
class WalletFileAlerts implements AlertSource {

  @Inject private RootOfTrustTransactions transactions;
  @Inject private VaultHome home;

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.WALLET_FILES);
  }

  @Override
  public boolean needsDatabase() {
    return true;
  }

  @Override
  public Optional<List<Finding>> findings(AlertSettings settings) {
    RootOfTrustState state = transactions.load();
    if (state instanceof RootOfTrustState.Initializing
        || state instanceof RootOfTrustState.ReverseMigrating
        || state instanceof RootOfTrustState.Restoring
        || !transactions.open().isEmpty()) {
      // The files are about to change.
      return Optional.empty();
    }
    return Optional.of(
        state instanceof RootOfTrustState.PassphraseProtected ? changed() : List.of());
  }

  private List<Finding> changed() {
    List<Finding> found = new ArrayList<>();
    for (Map.Entry<HomeFile, Bytes> expected : transactions.digests().entrySet()) {
      HomeFile file = expected.getKey();
      // An operator may edit this one (S101).
      if (file != HomeFile.SECURITY_CONF) {
        Optional<Bytes> content = home.read(file);
        if (content.isEmpty() || !VaultHome.digest(content.get()).equals(expected.getValue())) {
          found.add(
              Finding.of(
                  AlertKind.WALLET_FILES,
                  file.path(),
                  ErrorCode.WALLET_UNREADABLE,
                  content.isEmpty() ? "it is missing" : "it was changed"));
        }
      }
    }
    return found;
  }
}
