package org.holdfast.ejb.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertSettings;
import org.holdfast.domain.alert.AlertSource;
import org.holdfast.domain.alert.Finding;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.ejb.node.VaultConfig;

/**
 * How full the file systems are that hold the home folder, the local backups and the embedded
 * database. What an external database has left only its own server knows.
 */
@ApplicationScoped
class DiskAlerts implements AlertSource {

  private static final int PERCENT = 100;
  private static final int MIB_SHIFT = 20;
  private static final List<String> PLACES = List.of("", "pg", "backup", "log");

  @Inject private VaultConfig config;

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.DISK);
  }

  @Override
  public Optional<List<Finding>> findings(AlertSettings settings) {
    try {
      return Optional.of(
          stores().entrySet().stream()
              .filter(store -> used(store.getValue()) >= settings.diskPercent())
              .map(store -> finding(store.getKey(), store.getValue()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each file system once, with the first place that lies on it. */
  private Map<Path, FileStore> stores() throws IOException {
    Map<FileStore, Path> places = new LinkedHashMap<>();
    for (String place : PLACES) {
      Path folder = config.home().resolve(place);
      if (Files.isDirectory(folder)) {
        places.putIfAbsent(Files.getFileStore(folder), folder);
      }
    }
    Map<Path, FileStore> stores = new LinkedHashMap<>();
    places.forEach((store, folder) -> stores.put(folder, store));
    return stores;
  }

  /** In percent, of what the service user may use; what is reserved counts as used. */
  private static long used(FileStore store) {
    try {
      long total = store.getTotalSpace();
      return total <= 0 ? 0 : PERCENT - PERCENT * store.getUsableSpace() / total;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Finding finding(Path folder, FileStore store) {
    try {
      return Finding.of(
          AlertKind.DISK,
          folder.toString(),
          ErrorCode.DISK_FILLING,
          "%d percent used, %d MiB left"
              .formatted(used(store), store.getUsableSpace() >> MIB_SHIFT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
