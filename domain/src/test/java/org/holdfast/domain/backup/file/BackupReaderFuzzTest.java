package org.holdfast.domain.backup.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;

/**
 * Whatever the bytes, nothing but BACKUP_DAMAGED or BACKUP_VERSION comes out. In the ordinary run
 * this replays the corpus that lies beside it; with {@code JAZZER_FUZZ=1} it looks for more.
 */
class BackupReaderFuzzTest {

  private static final FileParts PARTS = FileParts.of(SampleBackups.file(new byte[10]));

  @FuzzTest(maxDuration = "1m")
  void file(byte[] input) throws IOException {
    try {
      SampleBackups.read(input);
    } catch (VaultException e) {
      requireCode(e);
    }
    try {
      SampleBackups.check(input);
    } catch (VaultException e) {
      requireCode(e);
    }
  }

  @FuzzTest(maxDuration = "1m")
  void manifest(byte[] input) {
    try {
      Bytes encoded = Bytes.of(input);
      if (!BackupManifest.decode(encoded).encode().equals(encoded)) {
        throw new AssertionError("Two forms are one manifest");
      }
    } catch (VaultException e) {
      requireCode(e);
    }
  }

  /** As somebody who has the key could make it. */
  @FuzzTest(maxDuration = "1m")
  void chunk(byte[] input) throws IOException {
    try {
      SampleBackups.read(
          PARTS.withOnlyChunk(Arrays.copyOf(input, Math.min(input.length, 1 << 20))));
    } catch (VaultException e) {
      requireCode(e);
    }
  }

  private static void requireCode(VaultException e) {
    if (e.code() != ErrorCode.BACKUP_DAMAGED && e.code() != ErrorCode.BACKUP_VERSION) {
      throw e;
    }
  }
}
