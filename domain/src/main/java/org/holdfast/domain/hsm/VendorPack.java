package org.holdfast.domain.hsm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to an HSM vendor, read from a data file (B12): a new vendor needs no code.
 *
 * @param id short name in configuration and API, such as {@code thales-luna}
 * @param displayName name in the console, such as {@code Thales Luna}
 * @param provider value of {@code HSM_PROVIDER} (S40, S89, S94, S98)
 * @param libraries where the vendor's client may put its PKCS#11 library, first choice first; empty
 *     if nobody has said
 * @param credential what the vendor calls the HSM credential, and what it may be
 * @param tokenLabel what the vendor calls the token label, and what it may be
 * @param mechanisms ways to wrap, best first
 * @param dispositions PKCS#11 return value name to disposition, over the adapter's own table
 * @param sessions how many sessions a token bears, and how long without a call
 * @param hooks commands around operations, in the order in which they are run
 * @param checks what the doctor looks at on this machine (B10)
 * @param advice what an administrator is told
 */
public record VendorPack(
    String id,
    String displayName,
    int provider,
    List<Path> libraries,
    VendorField credential,
    VendorField tokenLabel,
    List<WrapMechanism> mechanisms,
    Map<String, Disposition> dispositions,
    VendorSessions sessions,
    List<VendorHook> hooks,
    List<VendorCheck> checks,
    VendorAdvice advice) {

  /** Stands for the library of a pack that names none; nothing is there. */
  private static final Path NO_LIBRARY = Path.of("no-library-configured");

  public VendorPack {
    libraries = List.copyOf(libraries);
    mechanisms = List.copyOf(mechanisms);
    dispositions = Map.copyOf(dispositions);
    hooks = List.copyOf(hooks);
    checks = List.copyOf(checks);
  }

  /** Whether the pack, or the site's configuration, names a library. */
  public boolean hasLibrary() {
    return !libraries.isEmpty();
  }

  /** The first library that is there; the first named if none is. */
  public Path library() {
    if (libraries.size() > 1) {
      for (Path candidate : libraries) {
        if (Files.exists(candidate)) {
          return candidate;
        }
      }
    }
    return libraries.isEmpty() ? NO_LIBRARY : libraries.get(0);
  }

  /** What this vendor calls the HSM credential. */
  public String credentialName() {
    return credential.name();
  }

  /** What this vendor calls the token label. */
  public String tokenLabelName() {
    return tokenLabel.name();
  }

  /** The hooks of one moment of an operation, in the order in which they are run. */
  public List<VendorHook> hooks(VendorHook.Moment moment, VendorHook.Operation operation) {
    return hooks.stream()
        .filter(hook -> hook.moment() == moment && hook.operations().contains(operation))
        .toList();
  }

  /** Equal packs have the same id: the rest would be read again for each connection. */
  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof VendorPack that
            && id.equals(that.id)
            && displayName.equals(that.displayName)
            && provider == that.provider
            && libraries.equals(that.libraries)
            && credential.equals(that.credential)
            && tokenLabel.equals(that.tokenLabel)
            && mechanisms.equals(that.mechanisms)
            && dispositions.equals(that.dispositions)
            && sessions.equals(that.sessions)
            && hooks.equals(that.hooks)
            && checks.equals(that.checks)
            && advice.equals(that.advice));
  }

  @Override
  public String toString() {
    return displayName;
  }
}
