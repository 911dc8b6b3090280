package org.holdfast.web.alert;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.alert.ConfigureAlerts;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** System Configuration, Configure Alerts (S80). */
@Named("alertSettings")
@RequestScoped
public class AlertSettingsForm {

  private static final String FORM = "alerts";

  @Inject private ConfigureAlerts configureAlerts;

  private @Nullable String intervalSeconds;
  private @Nullable String certificateDays;
  private @Nullable String diskPercent;
  private @Nullable String backupHours;
  private @Nullable String freeSessions;
  private @Nullable String receivers;
  private @Nullable String revision;
  private Set<AlertKind> off = Set.of();
  private @Nullable VaultException failure;

  @PostConstruct
  void load() {
    try {
      fill(configureAlerts.current());
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
    }
  }

  private void fill(AlertSettings settings) {
    intervalSeconds = Long.toString(settings.interval().toSeconds());
    certificateDays = Integer.toString(settings.certificateDays());
    diskPercent = Integer.toString(settings.diskPercent());
    backupHours = Integer.toString(settings.backupHours());
    freeSessions = Integer.toString(settings.freeSessions());
    receivers = String.join("\n", settings.receivers());
    off = settings.off();
    revision = settings.revision().toString();
  }

  public void save() {
    FormProblems problems = new FormProblems(FORM);
    off = unticked();
    try {
      fill(
          configureAlerts.save(
              new AlertSettings(
                  AlertSettings.UNCHANGED,
                  Duration.ofSeconds(number(intervalSeconds, "intervalSeconds")),
                  number(certificateDays, "certificateDays"),
                  number(diskPercent, "diskPercent"),
                  number(backupHours, "backupHours"),
                  number(freeSessions, "freeSessions"),
                  off,
                  lines(receivers)),
              revision == null ? null : UUID.fromString(revision)));
      FormProblems.done("Saved", "The monitoring goes by these settings from its next turn on.");
    } catch (RuntimeException e) {
      problems.add(e);
    }
  }

  private static int number(@Nullable String typed, String field) {
    if (typed == null || typed.isBlank()) {
      throw new VaultException(ErrorCode.INPUT_MISSING).atField(field);
    }
    try {
      return Integer.parseInt(typed.strip());
    } catch (NumberFormatException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "not a whole number", e).atField(field);
    }
  }

  private static List<String> lines(@Nullable String typed) {
    return typed == null
        ? List.of()
        : typed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static Set<AlertKind> unticked() {
    String[] values =
        FacesContext.getCurrentInstance()
            .getExternalContext()
            .getRequestParameterValuesMap()
            .get(FORM + ":kinds");
    Set<String> on = values == null ? Set.of() : Set.copyOf(List.of(values));
    return Arrays.stream(AlertKind.values())
        .filter(kind -> !on.contains(kind.name()))
        .collect(Collectors.toSet());
  }

  public List<AlertKind> getKinds() {
    return List.of(AlertKind.values());
  }

  /** Whether this kind raises alerts. */
  public boolean isOn(AlertKind kind) {
    return !off.contains(kind);
  }

  /** Why the settings cannot be shown; null if they can. */
  public @Nullable VaultException getFailure() {
    return failure;
  }

  public @Nullable String getIntervalSeconds() {
    return intervalSeconds;
  }

  public void setIntervalSeconds(@Nullable String intervalSeconds) {
    this.intervalSeconds = intervalSeconds;
  }

  public @Nullable String getCertificateDays() {
    return certificateDays;
  }

  public void setCertificateDays(@Nullable String certificateDays) {
    this.certificateDays = certificateDays;
  }

  public @Nullable String getDiskPercent() {
    return diskPercent;
  }

  public void setDiskPercent(@Nullable String diskPercent) {
    this.diskPercent = diskPercent;
  }

  public @Nullable String getBackupHours() {
    return backupHours;
  }

  public void setBackupHours(@Nullable String backupHours) {
    this.backupHours = backupHours;
  }

  public @Nullable String getFreeSessions() {
    return freeSessions;
  }

  public void setFreeSessions(@Nullable String freeSessions) {
    this.freeSessions = freeSessions;
  }

  public @Nullable String getReceivers() {
    return receivers;
  }

  public void setReceivers(@Nullable String receivers) {
    this.receivers = receivers;
  }

  public @Nullable String getRevision() {
    return revision;
  }

  public void setRevision(@Nullable String revision) {
    this.revision = revision;
  }
}
