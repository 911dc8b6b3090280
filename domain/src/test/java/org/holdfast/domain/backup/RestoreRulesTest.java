package org.holdfast.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdfast.domain.backup.RestoreRules.Server;
import org.holdfast.domain.backup.file.BackupManifest;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.NamedRoot;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestoreRulesTest {

  private static final int VERSION = 4;
  private static final RootOfTrust ROOT =
      new RootOfTrust("softhsm", "partition 1", "4711", new KeyRef(1), Bytes.fromHex("a1b2c3"));

  @Test
  void require_passphraseBackup_isForPassphraseModeAlone() {
    BackupManifest backup = backup(null, VERSION);

    assertThatCode(() -> RestoreRules.require(backup, server(false, null)))
        .doesNotThrowAnyException();
    assertThatCode(() -> RestoreRules.require(backup, server(false, "softhsm")))
        .doesNotThrowAnyException();
    assertRefused(backup, server(true, "softhsm"), ErrorCode.BACKUP_OTHER_MODE);
  }

  @Test
  void require_hsmBackup_needsAStoredCredentialForThatVendor() {
    BackupManifest backup = backup(ROOT, VERSION);

    assertThatCode(() -> RestoreRules.require(backup, server(true, "softhsm")))
        .doesNotThrowAnyException();
    assertThatCode(() -> RestoreRules.require(backup, server(false, "softhsm")))
        .doesNotThrowAnyException();
    assertRefused(backup, server(false, null), ErrorCode.CREDENTIAL_MISSING);
    assertRefused(backup, server(false, "thales-luna"), ErrorCode.BACKUP_OTHER_VENDOR);
    assertRefused(backup, server(true, "thales-luna"), ErrorCode.BACKUP_OTHER_VENDOR);
  }

  @Test
  void require_backupOfSeveralHsms_takesACredentialForAnyOfThem() {
    RootsOfTrust roots =
        RootsOfTrust.of(ROOT)
            .with(
                new NamedRoot(
                    "b",
                    new RootOfTrust(
                        "thales-luna", null, "2", new KeyRef(1), Bytes.fromHex("b1b2b3"))));
    BackupManifest backup = backupOf(roots, VERSION);

    for (String vendor : List.of("softhsm", "thales-luna")) {
      assertThatCode(() -> RestoreRules.require(backup, server(false, vendor)))
          .doesNotThrowAnyException();
    }
    assertRefused(backup, server(false, "entrust"), ErrorCode.BACKUP_OTHER_VENDOR);
    assertRefused(backup, server(false, null), ErrorCode.CREDENTIAL_MISSING);
  }

  @Test
  void require_tablesOfALaterVersion_areRefused() {
    assertRefused(backup(null, VERSION + 1), server(false, null), ErrorCode.BACKUP_VERSION);
    assertThatCode(() -> RestoreRules.require(backup(null, VERSION - 1), server(false, null)))
        .doesNotThrowAnyException();
  }

  private static Server server(boolean hsmMode, @Nullable String vendor) {
    return new Server(hsmMode, vendor == null ? Set.of() : Set.of(vendor), VERSION);
  }

  private static BackupManifest backup(@Nullable RootOfTrust rootOfTrust, int version) {
    return backupOf(rootOfTrust == null ? null : RootsOfTrust.of(rootOfTrust), version);
  }

  private static BackupManifest backupOf(@Nullable RootsOfTrust roots, int version) {
    return new BackupManifest(
        new UUID(0, 1),
        BackupType.FULL,
        "0.1.0",
        version,
        new UUID(0, 2),
        Instant.EPOCH,
        null,
        roots,
        Map.of(),
        new UUID(0, 3),
        new Sealed(Bytes.of(), Bytes.of()),
        List.of(),
        0);
  }

  private static void assertRefused(BackupManifest backup, Server server, ErrorCode code) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> RestoreRules.require(backup, server))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
