package org.holdfast.domain.doctor;

import java.util.Map;
import java.util.Set;
import org.holdfast.domain.error.VaultException;

/** Which step a check was at when it failed in a way that it did not foresee. */
final class Unexpected {

  private static final Map<Class<? extends Check>, Step> FIRST =
      Map.ofEntries(
          Map.entry(MachineCheck.class, Step.SERVICE_USER),
          Map.entry(DiskCheck.class, Step.DISK_ROOM),
          Map.entry(NetworkCheck.class, Step.HOST_NAME),
          Map.entry(ModesCheck.class, Step.HOME_MODES),
          Map.entry(KeyFileCheck.class, Step.KEY_FILE),
          Map.entry(SecurityConfCheck.class, Step.SECURITY_CONF),
          Map.entry(FilesCheck.class, Step.RESTORE_FILES),
          Map.entry(LibraryCheck.class, Step.LIBRARY_FILE),
          Map.entry(VendorClientCheck.class, Step.VENDOR_CLIENT),
          Map.entry(TokenCheck.class, Step.SLOT_LIST),
          Map.entry(RootKeyCheck.class, Step.ROOT_KEY),
          Map.entry(RecoveryCheck.class, Step.RECOVERY),
          Map.entry(DatabaseCheck.class, Step.DATABASE),
          Map.entry(CertificateCheck.class, Step.CERTIFICATES),
          Map.entry(BackupCheck.class, Step.BACKUP));

  private Unexpected() {}

  /**
   * @param named the steps that it had come through
   */
  static void takeDown(Check check, Set<Step> named, RuntimeException thrown, Findings findings) {
    Step step = FIRST.getOrDefault(check.getClass(), Step.JAVA);
    if (thrown instanceof VaultException coded) {
      findings.fail(step, coded);
    } else {
      findings.fail(
          step,
          "This could not be looked at%s: %s"
              .formatted(named.isEmpty() ? "" : " to its end", thrown));
    }
  }
}
