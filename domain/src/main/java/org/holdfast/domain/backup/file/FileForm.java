package org.holdfast.domain.backup.file;

import java.nio.charset.StandardCharsets;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** Sizes and words of the backup file. The limits are what a reader allocates at most. */
final class FileForm {

  /** What every version begins with; its number and a line feed follow. */
  static final String TITLE = "HOLDFAST BACKUP ";

  /** The version that is written and read. */
  static final String VERSION = "1";

  /** The same with a manifest that names Roots of Trust, which readers of version 1 cannot know. */
  static final String VERSION_WITH_ROOTS = "2";

  /** Where the manifest begins in a file of this version. */
  static final int MANIFEST_AT = TITLE.length() + VERSION.length() + "\n".length() + Integer.BYTES;

  static final int MANIFEST_BYTES = 4 << 20;
  static final int PROOF_BYTES = 16 << 10;
  static final int DIGEST_BYTES = 32;

  /** Rows in a chunk, before they are compressed, at most. */
  static final int CHUNK_BYTES = 1 << 20;

  /**
   * Rows in a chunk that is written: what LZ4 looks back to. The processor's instructions for AES
   * come into use after a number of calls, however large, and so after far fewer bytes than with
   * the largest chunks.
   */
  static final int WRITTEN_BYTES = 64 << 10;

  /** Rows in a block of a table, which a writer collects. */
  static final int BLOCK_BYTES = 64 << 10;

  /** Before the rows: whether they are compressed. */
  static final int FORM_BYTES = 1;

  static final byte AS_IT_IS = 0;
  static final byte LZ4 = 1;

  /** Set in the length of the last chunk. */
  static final int LAST = Integer.MIN_VALUE;

  private FileForm() {}

  static String version(BackupManifest manifest) {
    return ManifestForm.namesRoots(manifest.roots()) ? VERSION_WITH_ROOTS : VERSION;
  }

  static byte[] title(BackupManifest manifest) {
    return (TITLE + version(manifest) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** What is wrong, and where; nothing that the file itself says is repeated. */
  static VaultException damaged(String what, long position) {
    return new VaultException(ErrorCode.BACKUP_DAMAGED, what + " (at byte " + position + ")");
  }
}
