package org.holdfast.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Where a file descriptor leads, as far as it matters for secrets. */
public enum Outlet {
  /** A terminal: who looks over a shoulder reads it, and it stays in the scrolled-off lines. */
  TERMINAL,
  /** A file that others than its owner may read. */
  OPEN_FILE,
  /** A file of its owner's alone, another program, or nothing. */
  PRIVATE;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  /**
   * Looks where it leads now.
   *
   * @param number of a descriptor of this process
   */
  public static Outlet ofDescriptor(int number) {
    Path link = Path.of("/proc/self/fd/" + number);
    try {
      String leads = Files.readSymbolicLink(link).toString();
      if (leads.startsWith("/dev/pts/")
          || leads.startsWith("/dev/tty")
          || leads.equals("/dev/console")) {
        return TERMINAL;
      }
      if (Files.isRegularFile(link)
          && !Collections.disjoint(Files.getPosixFilePermissions(link), OTHERS)) {
        return OPEN_FILE;
      }
      return PRIVATE;
    } catch (IOException e) {
      // It can't be told, so the worst is taken for granted.
      return OPEN_FILE;
    }
  }
}
