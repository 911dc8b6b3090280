package org.holdfast.domain.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;

/** Room on the disk of the home folder. */
final class DiskCheck implements Check {

  /** Below this the launcher does not start the vault. */
  private static final long LEAST = 256L << 20;

  private static final long ENOUGH = 1L << 30;
  private static final int PART = 10;

  @Override
  public void run(Examination examination, Findings findings) {
    if (!Files.isDirectory(examination.surroundings().root())) {
      findings.skip(Step.DISK_ROOM, "There is no home folder");
      return;
    }
    try {
      FileStore store = Files.getFileStore(examination.surroundings().root());
      judge(store.getUsableSpace(), store.getTotalSpace(), findings);
    } catch (IOException e) {
      findings.fail(Step.DISK_ROOM, Words.of(e));
    }
  }

  static void judge(long usable, long total, Findings findings) {
    String found = "%s of %s are free".formatted(Words.room(usable), Words.room(total));
    if (usable < LEAST) {
      findings.fail(Step.DISK_ROOM, found);
    } else if (usable < ENOUGH || usable < total / PART) {
      findings.warn(Step.DISK_ROOM, found);
    } else {
      findings.pass(Step.DISK_ROOM, found);
    }
  }
}
