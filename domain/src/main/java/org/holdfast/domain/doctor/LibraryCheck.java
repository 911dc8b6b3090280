package org.holdfast.domain.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPacks;
import org.jspecify.annotations.Nullable;

/** Which HSM is meant, and the file of its PKCS#11 library (S85, S89, S94, S98). */
final class LibraryCheck implements Check {

  @Override
  public void run(Examination examination, Findings findings) {
    Optional<HsmTarget> target = target(examination, findings);
    if (target.isEmpty()) {
      findings.skip(Step.LIBRARY_FILE, "No vendor is known");
      return;
    }
    file(target.get().library(), findings);
  }

  private static Optional<HsmTarget> target(Examination examination, Findings findings) {
    Subject subject = examination.subject();
    VendorPacks vendors = examination.surroundings().vendors();
    // Where the stored credential cannot be read, security.conf names the vendor too.
    Reach reach = examination.root().map(KnownRoot::reach).orElse(null);
    String id = subject.vendorId();
    if (id == null) {
      id = reach == null ? ofConfiguration(examination, vendors) : reach.vendorId();
    }
    if (id == null) {
      findings.skip(
          Step.VENDOR, "No HSM is in force or prepared, and no vendor was named to look for one");
      return Optional.empty();
    }
    Optional<VendorPack> pack = vendors.byId(id);
    if (pack.isEmpty()) {
      findings.fail(Step.VENDOR, new VaultException(ErrorCode.VENDOR_UNKNOWN, id));
      return Optional.empty();
    }
    HsmTarget target = target(subject, reach, pack.get());
    examination.found(target, isInForce(target, reach, pack.get()));
    findings.pass(Step.VENDOR, target.describe());
    return Optional.of(target);
  }

  private static HsmTarget target(Subject subject, @Nullable Reach reach, VendorPack pack) {
    Path library = subject.library();
    String label = subject.tokenLabel();
    if (label == null && reach != null && reach.vendorId().equals(pack.id())) {
      label = reach.tokenLabel();
    }
    return new HsmTarget(pack, library == null ? pack.library() : library, label);
  }

  private static boolean isInForce(HsmTarget target, @Nullable Reach reach, VendorPack pack) {
    return reach != null
        && reach.vendorId().equals(pack.id())
        && target.library().equals(pack.library())
        && Objects.equals(target.tokenLabel(), reach.tokenLabel());
  }

  private static @Nullable String ofConfiguration(Examination examination, VendorPacks vendors) {
    OptionalInt provider = examination.securityConf().provider();
    return provider.isPresent()
        ? vendors.byProvider(provider.getAsInt()).map(VendorPack::id).orElse(null)
        : null;
  }

  private static void file(Path library, Findings findings) {
    if (!Files.exists(library)) {
      findings.fail(Step.LIBRARY_FILE, notLoaded(library + ": there is no such file"));
      return;
    }
    try {
      PosixFileAttributes attributes = Files.readAttributes(library, PosixFileAttributes.class);
      String found =
          "%s, owner %s, group %s, mode %s"
              .formatted(
                  library,
                  attributes.owner().getName(),
                  attributes.group().getName(),
                  PosixFilePermissions.toString(attributes.permissions()));
      if (!attributes.isRegularFile()) {
        findings.fail(Step.LIBRARY_FILE, notLoaded(library + " is not a file"));
      } else if (Files.isReadable(library)) {
        findings.pass(Step.LIBRARY_FILE, found);
      } else {
        findings.fail(
            Step.LIBRARY_FILE,
            notLoaded(
                found
                    + "; this process is in the groups "
                    + String.join(", ", Groups.ofThisProcess())));
      }
    } catch (IOException e) {
      findings.fail(Step.LIBRARY_FILE, notLoaded(Words.of(e)));
    }
  }

  private static VaultException notLoaded(String detail) {
    return new VaultException(ErrorCode.LIBRARY_NOT_LOADED, detail);
  }
}
