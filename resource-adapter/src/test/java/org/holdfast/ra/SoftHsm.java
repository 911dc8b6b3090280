package org.holdfast.ra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.TestVendors;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorSessions;
import org.holdfast.domain.hsm.WrapMechanism;
import org.jspecify.annotations.Nullable;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.Slot;

/**
 * SoftHSM2 with tokens of its own, in a new folder under {@code target}. What it does to a token it
 * does behind the adapter's back: by other programs, by moving files, or through the library.
 */
final class SoftHsm {

  static final String SO_PIN = "so-pin-0000";

  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
          Path.of("/usr/local/lib/softhsm/libsofthsm2.so"));
  private static final Map<Path, PKCS11Module> MODULES = new ConcurrentHashMap<>();

  private final Path library = library();
  private final Path home;
  private final Path tokens;

  private SoftHsm(Path home) {
    this.home = home;
    this.tokens = home.resolve("tokens");
  }

  /** No tokens yet. The library must not be initialized: it reads its configuration only then. */
  static SoftHsm create() {
    Path configuration = environment("SOFTHSM2_CONF");
    try {
      Path folder = Files.createDirectories(configuration.resolveSibling("softhsm"));
      SoftHsm created = new SoftHsm(Files.createTempDirectory(folder, "tokens-"));
      Files.createDirectories(created.tokens);
      Files.writeString(
          configuration,
          """
          directories.tokendir = %s
          objectstore.backend = file
          log.level = ERROR
          """
              .formatted(created.tokens));
      return created;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path library() {
    return first(LIBRARIES, "SoftHSM2 is not installed (apt install softhsm2 opensc)");
  }

  HsmTarget target(@Nullable String label) {
    return target(label, library, Map.of(), WrapMechanism.values());
  }

  HsmTarget target(@Nullable String label, WrapMechanism... mechanisms) {
    return target(label, library, Map.of(), mechanisms);
  }

  static HsmTarget target(
      @Nullable String label,
      Path library,
      Map<String, Disposition> dispositions,
      WrapMechanism... mechanisms) {
    VendorPack pack =
        TestVendors.pack(
            "softhsm", library, List.of(mechanisms), dispositions, VendorSessions.UNLIMITED);
    return new HsmTarget(pack, library, label);
  }

  void addToken(String label, String pin) {
    run(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        label,
        "--pin",
        pin,
        "--so-pin",
        SO_PIN);
  }

  /** Moves every token out of the folder, as if the HSM were unplugged. */
  void takeAway() {
    move(tokens, home.resolve("away"));
  }

  void bringBack() {
    move(home.resolve("away"), tokens);
  }

  void changePin(String label, String from, String to) {
    tool("--token-label", label, "--login", "--pin", from, "--change-pin", "--new-pin", to);
  }

  /** Runs pkcs11-tool, which knows nothing of our code. */
  List<String> tool(String... arguments) {
    List<String> command = new ArrayList<>(List.of("pkcs11-tool", "--module", library.toString()));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private static PKCS11Module module(Path library) {
    return MODULES.computeIfAbsent(
        library,
        path -> {
          try {
            return PKCS11Module.getInstance(path.toString());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Finalizes the library under the adapter, as other code in the process might. */
  static void finalizeUnderneath(Path library) {
    try {
      module(library).finalize(null);
    } catch (PKCS11Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Closes all sessions under the adapter, which also logs out. */
  static void closeSessionsUnderneath(Path library) {
    try {
      PKCS11Module module = module(library);
      for (Slot slot : module.getSlotList(true)) {
        module.getPKCS11Module().C_CloseAllSessions(slot.getSlotID());
      }
    } catch (PKCS11Exception | iaik.pkcs.pkcs11.wrapper.PKCS11Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.createDirectories(to);
      try (Stream<Path> children = Files.list(from)) {
        for (Path child : children.toList()) {
          Files.move(child, to.resolve(child.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      List<String> output;
      try (Stream<String> lines = process.inputReader().lines()) {
        output = lines.toList();
      }
      int status = process.waitFor();
      if (status != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new AssertionError(command[0] + " is not installed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Path first(List<Path> candidates, String otherwise) {
    return candidates.stream()
        .filter(Files::isReadable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(otherwise + "; looked for " + candidates));
  }

  private static Path environment(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new AssertionError(name + " is not set; run the tests through Maven");
    }
    return Path.of(value);
  }
}
