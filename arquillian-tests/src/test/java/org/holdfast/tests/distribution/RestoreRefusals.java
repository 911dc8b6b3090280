package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.tests.distribution.Refusals.assertRefused;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Backups that a vault in HSM mode does not restore, though they can be read. */
final class RestoreRefusals {

  private static final String LABEL = "holdfast";

  private final TrialServer server;
  private final Operations operations;
  private final BackupCalls backups;

  RestoreRefusals(TrialServer server) {
    this.server = server;
    operations = new Operations(server);
    backups = new BackupCalls(server);
  }

  /** Cut off, edited, of a later version. */
  void damagedFiles(String file) throws IOException {
    String local = backups.local();
    Path folder = server.home().resolve("backup");
    BackupEdits good = new BackupEdits(folder, file);
    String bad = "hfbackup_bad_full_20260101000000_hsm.bkp";
    int end = good.manifestEnd();
    int whole = good.bytes();

    for (int length : List.of(0, 10, 22, end - 10, end + 20, end + 50, whole / 2, whole - 1)) {
      assertThat(backups.tested(local, good.cut(bad, length)))
          .as("%d", length)
          .isEqualTo("HF-6014");
    }
    for (int position : List.of(0, 30, end + 1, whole / 2, whole - 40, whole - 1)) {
      assertThat(backups.tested(local, good.flipped(bad, position)))
          .as("%d of %d", position, whole)
          .isEqualTo("HF-6014");
    }
    assertThat(backups.tested(local, good.flipped(bad, end + 60))).isIn("HF-6014", "HF-6023");
    assertThat(
            backups.tested(
                local, good.replaced(bad, "type=FULL\nversion=", "type=FULL\nversion=9")))
        .isEqualTo("HF-6023");
    assertThat(backups.tested(local, good.replaced(bad, "BACKUP 1\n", "BACKUP 3\n")))
        .isEqualTo("HF-6015");
    assertThat(backups.tested(local, good.replaced(bad, "schema-version=", "schema-version=9")))
        .isEqualTo("HF-6015");

    good.flipped(bad, whole / 2);
    assertThat(backups.restore(local, bad, true).statusCode()).isEqualTo(202);
    assertThat(backups.restored()).isEqualTo("HF-6014");
    Files.delete(folder.resolve(bad));
    assertRefused(backups.restore(local, bad, true), "HF-6013");
  }

  /** The token's PIN is not tried by it. */
  void wrongPassphrase(String file, LoginCounter logins) {
    String local = backups.local();
    long before = logins.logins();
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> tested = backups.testRestore(local, file, "not this one, no");
      assertRefused(tested, "HF-2004");
      assertThat(Answers.json(tested).getString("field")).isEqualTo("recoveryPassphrase");
      assertRefused(backups.restore(local, file, true, "nor this one, no"), "HF-2004");
    }

    assertThat(logins.logins()).isEqualTo(before);
    assertThat(logins.refusedLogins()).isZero();
    assertThat(server.softHsm().tokens()).doesNotContain("PIN count low", "PIN locked");
  }

  /** Leaves the vault in HSM mode with key number 2. */
  void otherModeOrVendor(String file) {
    String local = backups.local();
    assertThat(operations.setCredential("utimaco", server.pin(), LABEL).status()).isEqualTo(200);
    HttpResponse<String> vendor = backups.restore(local, file, true);
    assertRefused(vendor, "HF-6017");
    assertThat(Answers.json(vendor).getString("detail")).contains("softhsm", "utimaco");
    assertThat(operations.setCredential(server.pin(), LABEL).status()).isEqualTo(200);
    assertThat(backups.tested(local, file)).isEqualTo("ok");

    assertThat(operations.reverseMigrate(server.pin()).status()).isEqualTo(200);
    String withoutHsm = backups.file("without-hsm", local);
    assertRefused(backups.restore(local, file, true), "HF-2108");
    assertThat(operations.setCredential(server.pin(), LABEL).status()).isEqualTo(200);
    assertThat(backups.tested(local, file)).isEqualTo("ok");
    assertThat(operations.initialize(server.pin(), LABEL).status()).isEqualTo(200);
    assertRefused(backups.restore(local, withoutHsm, true), "HF-6018");
  }

  /** Needs key number 2 in force; deletes number 1 from the token. */
  void otherKey(String file) {
    String local = backups.local();
    String second = backups.file("second-key", local);
    assertThat(backups.tested(local, file)).as("number 1 is still there").isEqualTo("ok");
    server.softHsm().deleteRootKey(LABEL, server.pin(), 1);

    HttpResponse<String> answer = backups.restore(local, file, true);

    assertRefused(answer, "HF-6016");
    assertThat(Answers.json(answer).getString("detail"))
        .contains("Root Key 0x00000001 with check value", "has Holdfast HSM Root Key 0x00000002");
    assertThat(backups.tested(local, second)).isEqualTo("ok");
  }
}
