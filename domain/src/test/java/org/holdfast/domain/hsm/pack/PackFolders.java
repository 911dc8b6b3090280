package org.holdfast.domain.hsm.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPackProblem;
import org.holdfast.domain.hsm.VendorPacks;

/** The two folders of vendor packs, and settings, of a test. */
final class PackFolders {

  /** A pack that says no more than it must. */
  static final String LEAST =
      """
      id: acme
      name: Acme
      provider: 100
      library: [/opt/acme/libacme.so]
      credential:
        name: PIN
      token-label:
        name: Label
      mechanisms: [AES_GCM]
      """;

  private final Path shipped;
  private final Path site;
  private final Map<String, String> settings = new TreeMap<>();

  PackFolders(Path folder) {
    shipped = folder.resolve("shipped");
    site = folder.resolve("site");
    try {
      Files.createDirectories(shipped);
      Files.createDirectories(site);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PackFolders shipped(String name, String content) {
    return write(shipped.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  PackFolders site(String name, String content) {
    return write(site.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  PackFolders site(String name, byte[] content) {
    return write(site.resolve(name), content);
  }

  PackFolders setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  VendorPacks load() {
    return VendorPackLoader.load(shipped, site, name -> Optional.ofNullable(settings.get(name)));
  }

  /** Reads one pack of the site, which must be good. */
  VendorPack good(String content) {
    VendorPacks packs = site("acme.yaml", content).load();
    if (!packs.problems().isEmpty()) {
      throw new AssertionError(packs.problems());
    }
    return packs.byId("acme").orElseThrow();
  }

  /** Reads one pack of the site, which must be bad. */
  VendorPackProblem bad(String content) {
    VendorPacks packs = site("acme.yaml", content).load();
    if (!packs.all().isEmpty() || packs.problems().size() != 1) {
      throw new AssertionError(packs.all() + " " + packs.problems());
    }
    return packs.problems().get(0);
  }

  private PackFolders write(Path file, byte[] content) {
    try {
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
