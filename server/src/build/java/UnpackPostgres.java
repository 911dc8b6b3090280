import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Run by the build: unpacks PostgreSQL's programs into one folder per machine type, named as the
 * JVM names it ({@code os.arch}), so that the installed distribution starts them in place and
 * needs no place to unpack anything.
 *
 * <p>Arguments: target folder, version.
 */
public final class UnpackPostgres {

  private static final Map<String, String> ARCHIVES =
      Map.of(
          "amd64", "/postgres-linux-x86_64.txz",
          "aarch64", "/postgres-linux-arm_64.txz");

  private UnpackPostgres() {}

  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[0]);
    String version = args[1];
    Path marker = target.resolve("version");
    if (Files.exists(marker) && Files.readString(marker).equals(version)) {
      return;
    }
    if (Files.exists(target)) {
      try (Stream<Path> files = Files.walk(target)) {
        files.sorted(Comparator.reverseOrder()).forEach(UnpackPostgres::delete);
      }
    }
    for (Map.Entry<String, String> archive : ARCHIVES.entrySet()) {
      try (InputStream packed = UnpackPostgres.class.getResourceAsStream(archive.getValue())) {
        if (packed == null) {
          throw new IOException(archive.getValue() + " is not on the class path");
        }
        unpack(packed, target.resolve(archive.getKey()));
      }
    }
    Files.writeString(marker, version);
  }

  private static void unpack(InputStream packed, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException(entry.getName() + " leads out of the target folder");
        }
        Files.createDirectories(entry.isDirectory() ? file : file.getParent());
        if (entry.getName().endsWith(".a")) {
          continue; // for linking C programs against
        }
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
          Files.copy(tar, file);
          boolean program = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
