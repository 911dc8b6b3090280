package org.holdfast.domain.hsm;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The vendor packs that come with the vault, in the order in which the console lists them. */
public final class VendorPacks {

  private static final String DISPOSITION_PREFIX = "disposition.";
  private static final List<String> SHIPPED =
      List.of("thales-luna", "entrust", "utimaco", "softhsm");

  private final List<VendorPack> packs;

  private VendorPacks(List<VendorPack> packs) {
    this.packs = packs;
  }

  /**
   * Reads the packs.
   *
   * @param libraryOverride from vendor id to the library to use instead of the pack's, or empty
   */
  public static VendorPacks load(Function<String, Optional<Path>> libraryOverride) {
    return new VendorPacks(
        SHIPPED.stream().map(id -> read(id, libraryOverride.apply(id))).toList());
  }

  public List<VendorPack> all() {
    return packs;
  }

  public Optional<VendorPack> byId(String id) {
    return packs.stream().filter(pack -> pack.id().equals(id)).findFirst();
  }

  public Optional<VendorPack> byProvider(int provider) {
    return packs.stream().filter(pack -> pack.provider() == provider).findFirst();
  }

  private static VendorPack read(String id, Optional<Path> library) {
    Properties file = new Properties();
    String name = "vendors/" + id + ".properties";
    try (InputStream in = VendorPacks.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The vendor pack " + name + " is not in the archive");
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        file.load(reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The vendor pack " + name + " cannot be read", e);
    }
    Map<String, String> dispositions =
        file.stringPropertyNames().stream()
            .filter(key -> key.startsWith(DISPOSITION_PREFIX))
            .collect(
                Collectors.toMap(
                    key -> key.substring(DISPOSITION_PREFIX.length()), file::getProperty));
    return new VendorPack(
        id,
        required(file, name, "display-name"),
        Integer.parseInt(required(file, name, "provider")),
        library.orElseGet(() -> Path.of(required(file, name, "library"))),
        required(file, name, "credential-name"),
        required(file, name, "token-label-name"),
        Arrays.stream(required(file, name, "mechanisms").split(","))
            .map(String::strip)
            .map(WrapMechanism::valueOf)
            .toList(),
        dispositions);
  }

  private static String required(Properties file, String name, String key) {
    String value = file.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("The vendor pack " + name + " lacks " + key);
    }
    return value.strip();
  }
}
