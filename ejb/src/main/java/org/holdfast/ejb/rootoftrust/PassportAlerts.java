package org.holdfast.ejb.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.AlertSource;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.error.ErrorCode;

/**
 * Compares key and token with the passport that was taken when the key was made (B5). For a key
 * that was made before there were passports, the first check takes it.
 */
@ApplicationScoped
class PassportAlerts implements AlertSource {

  @Inject private HsmMonitor monitor;
  @Inject private Passports passports;

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.ROOT_KEY_PASSPORT);
  }

  @Override
  public boolean needsDatabase() {
    return true;
  }

  @Override
  public Optional<List<Finding>> findings(AlertSettings settings) {
    if (monitor.findings().isWithoutHsm()) {
      return Optional.of(List.of());
    }
    // A token that is away is no drift, and does not end one.
    List<HsmObservation> all = monitor.findings().observations();
    if (all.isEmpty() || all.stream().anyMatch(seen -> seen.key() == null)) {
      return Optional.empty();
    }
    return Optional.of(all.stream().flatMap(this::drift).toList());
  }

  private Stream<Finding> drift(HsmObservation seen) {
    return passports.drift(seen).stream()
        .map(
            difference ->
                Finding.of(
                    AlertKind.ROOT_KEY_PASSPORT,
                    seen.subject() + ", " + field(difference),
                    ErrorCode.ROOT_KEY_DRIFT,
                    difference));
  }

  private static String field(String difference) {
    return difference.substring(0, difference.indexOf(" is "));
  }
}
