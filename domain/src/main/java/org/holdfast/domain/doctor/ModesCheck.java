package org.holdfast.domain.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Modes of the home folder and of what is in it, but for what the database and WildFly write. */
final class ModesCheck implements Check {

  private static final List<String> FOLDERS = List.of("etc", "tde", "hsm", "backup", "staging");
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  @Override
  public void run(Examination examination, Findings findings) {
    Path root = examination.surroundings().root();
    if (!Files.isDirectory(root)) {
      findings.skip(Step.HOME_MODES, "There is no home folder");
      return;
    }
    List<String> open = new ArrayList<>();
    try {
      look(root, root, open);
      for (String name : FOLDERS) {
        Path folder = root.resolve(name);
        if (Files.isDirectory(folder)) {
          try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
              look(root, path, open);
            }
          }
        }
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      findings.fail(Step.HOME_MODES, String.valueOf(e.getMessage()));
      return;
    }
    if (open.isEmpty()) {
      findings.pass(Step.HOME_MODES, root + " is its owner's alone");
    } else {
      findings.fail(
          Step.HOME_MODES,
          "Open to others: " + Words.some(open),
          "Take the rights of others away: chmod -R go-rwx " + root);
    }
  }

  private static void look(Path root, Path path, List<String> open) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return;
    }
    Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path);
    if (modes.stream().anyMatch(OTHERS::contains)) {
      String name = path.equals(root) ? root.toString() : root.relativize(path).toString();
      open.add(name + " (" + PosixFilePermissions.toString(modes) + ")");
    }
  }
}
