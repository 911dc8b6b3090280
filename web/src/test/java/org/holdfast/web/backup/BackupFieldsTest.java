package org.holdfast.web.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.web.backup.Bodies.assertRefused;

import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupFieldsTest {

  private static final String NAME = "hfbackup_nightly_full_20261121010000_hsm.bkp";

  @Test
  void file_ofTheFormThatBackupsHave_isThat() {
    assertThat(Bodies.read("{'file':'" + NAME + "'}", BackupFields::file)).isEqualTo(NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "../" + NAME, NAME + ".part", "a\\u0000b", NAME + "\\n"})
  void file_ofAnyOtherForm_isUnknown(String name) {
    assertRefused(
        () -> Bodies.read("{'file':'" + name + "'}", BackupFields::file),
        ErrorCode.BACKUP_UNKNOWN,
        "file");
  }

  @Test
  void destination_isAnIdentifier_theBuiltInOneToo() {
    assertThat(BackupFields.destination(Destination.LOCAL_ID.toString()))
        .isEqualTo(Destination.LOCAL_ID);
    assertRefused(() -> BackupFields.destination("Local"), ErrorCode.DESTINATION_UNKNOWN, null);
  }
}
