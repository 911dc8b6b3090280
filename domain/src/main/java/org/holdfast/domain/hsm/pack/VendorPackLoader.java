package org.holdfast.domain.hsm.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.holdfast.domain.hsm.VendorHook;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPackProblem;
import org.holdfast.domain.hsm.VendorPacks;

/**
 * Reads the vendor packs of a server: those of the distribution, and those of the site, which
 * replace one of the distribution if their file has the same name. A pack that is not as it must be
 * is left out; the others are read all the same, and nothing is thrown.
 */
public final class VendorPackLoader {

  private static final String SUFFIX = ".yaml";
  private static final String LIBRARY = "holdfast.hsm.library.";
  private static final String HOOKS = "holdfast.hsm.hooks.";

  private final Function<String, Optional<String>> settings;
  private final List<Read> read = new ArrayList<>();
  private final List<VendorPackProblem> problems = new ArrayList<>();

  private record Read(VendorPack pack, Path file, int idLine, int providerLine) {}

  private VendorPackLoader(Function<String, Optional<String>> settings) {
    this.settings = settings;
  }

  /**
   * Reads the packs.
   *
   * @param shipped the folder of the distribution ({@code etc/vendors})
   * @param site the folder of the site ({@code $HOLDFAST_HOME/etc/vendors}); it need not be there
   * @param settings what the site has configured: {@code holdfast.hsm.library.<id>}, the library to
   *     use instead of the pack's, and {@code holdfast.hsm.hooks.<id>}, when all its hooks are run
   *     ({@code always}, {@code if-present}, {@code never})
   */
  public static VendorPacks load(
      Path shipped, Path site, Function<String, Optional<String>> settings) {
    VendorPackLoader loader = new VendorPackLoader(settings);
    Map<String, Path> files = new TreeMap<>();
    loader.list(shipped, true, files);
    Map<String, Path> own = new TreeMap<>();
    loader.list(site, false, own);
    own.keySet().forEach(files::remove);
    // The distribution's first: of two that clash, the one that was added is at fault.
    files.values().forEach(loader::read);
    own.values().forEach(loader::read);
    return new VendorPacks(
        loader.read.stream()
            .map(Read::pack)
            .sorted(Comparator.comparingInt(VendorPack::provider))
            .toList(),
        loader.problems);
  }

  private void list(Path folder, boolean required, Map<String, Path> files) {
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(file -> file.toString().endsWith(SUFFIX))
          .forEach(file -> files.put(String.valueOf(file.getFileName()), file));
    } catch (NoSuchFileException e) {
      if (required) {
        problems.add(
            new VendorPackProblem(folder.toString(), 0, "", "the folder of packs is not there"));
      }
    } catch (IOException e) {
      problems.add(
          new VendorPackProblem(
              folder.toString(),
              0,
              "",
              "the folder cannot be read (%s)".formatted(e.getClass().getSimpleName())));
    }
  }

  private void read(Path file) {
    String name = String.valueOf(file.getFileName());
    String vendor = name.substring(0, name.length() - SUFFIX.length());
    try {
      YamlMap map = YamlFile.read(file);
      vendor = PackForm.idOf(map).orElse(vendor);
      VendorPack pack = configured(PackForm.pack(map));
      Read found = new Read(pack, file, map.line("id"), map.line("provider"));
      requireUnique(found);
      read.add(found);
    } catch (Mistake e) {
      problems.add(new VendorPackProblem(file.toString(), e.line(), vendor, e.text()));
    } catch (BadSetting e) {
      problems.add(new VendorPackProblem(e.setting, 0, vendor, String.valueOf(e.getMessage())));
    }
  }

  private void requireUnique(Read found) {
    for (Read other : read) {
      if (other.pack().id().equals(found.pack().id())) {
        throw new Mistake(
            found.idLine(),
            "the id '%s' is that of %s; take another, or give both files the same name"
                .formatted(found.pack().id(), other.file()));
      }
      if (other.pack().provider() == found.pack().provider()) {
        throw new Mistake(
            found.providerLine(),
            "the provider value %d is that of %s; a site's own are 100 to 999"
                .formatted(found.pack().provider(), other.file()));
      }
    }
  }

  private VendorPack configured(VendorPack pack) {
    List<Path> libraries =
        settings.apply(LIBRARY + pack.id()).map(Path::of).map(List::of).orElse(pack.libraries());
    Optional<VendorHook.Run> run = settings.apply(HOOKS + pack.id()).map(text -> run(pack, text));
    return new VendorPack(
        pack.id(),
        pack.displayName(),
        pack.provider(),
        libraries,
        pack.credential(),
        pack.tokenLabel(),
        pack.mechanisms(),
        pack.dispositions(),
        pack.sessions(),
        run.map(decided -> pack.hooks().stream().map(hook -> hook.with(decided)).toList())
            .orElse(pack.hooks()),
        pack.checks(),
        pack.advice());
  }

  private static VendorHook.Run run(VendorPack pack, String text) {
    for (VendorHook.Run run : VendorHook.Run.values()) {
      if (YamlMap.hyphened(run).equals(text.strip().toLowerCase(Locale.ROOT))) {
        return run;
      }
    }
    throw new BadSetting(
        HOOKS + pack.id(), "'%s' is not known; allowed: always, if-present, never".formatted(text));
  }

  /** A setting of the site, not a line of a file, is wrong. */
  private static final class BadSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String setting;

    BadSetting(String setting, String message) {
      super(message);
      this.setting = setting;
    }
  }
}
