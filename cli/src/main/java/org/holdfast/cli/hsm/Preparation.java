package org.holdfast.cli.hsm;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.local.HomeLock;
import org.holdfast.cli.local.LocalVault;
import org.holdfast.domain.doctor.KnownRoot;
import org.holdfast.domain.doctor.Mode;
import org.holdfast.domain.doctor.Reach;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.rootoftrust.HsmFailures;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.StoredCredential;
import org.jspecify.annotations.Nullable;

/**
 * Set Credential for a restore with the vault down. It stores what the token accepted with one
 * login, and only where none is stored: to replace one is an operation of the vault, which keeps a
 * journal of it.
 */
final class Preparation {

  private final Context context;
  private final LocalVault vault;

  Preparation(Context context, LocalVault vault) {
    this.context = context;
    this.vault = vault;
  }

  int prepare(
      @Nullable String vendor,
      @Nullable String tokenLabel,
      Supplier<SecretChars> credential,
      boolean json) {
    vault.requireThere();
    return HomeLock.holding(vault.root(), () -> prepareAlone(vendor, tokenLabel, credential, json));
  }

  private int prepareAlone(
      @Nullable String vendor,
      @Nullable String tokenLabel,
      Supplier<SecretChars> credential,
      boolean json) {
    Optional<Reach> stored = stored(vendor, tokenLabel);
    if (stored.isPresent()) {
      return already(stored.get(), vendor, tokenLabel, json);
    }
    if (vault.knowledge().mode() == Mode.HSM) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "This server is in HSM mode, and its credential is missing: start the vault and use Set"
              + " Credential, which proves that the key is there.");
    }
    if (vendor == null) {
      throw CommandFailure.usage("Name the vendor of the HSM with --vendor.");
    }
    store(vendor, tokenLabel, credential);
    return say("The HSM credential is stored.", new Reach(vendor, tokenLabel), json);
  }

  /** That of the token that is meant, else the first. */
  private Optional<Reach> stored(@Nullable String vendor, @Nullable String tokenLabel) {
    List<Reach> all = vault.knowledge().roots().stream().map(KnownRoot::reach).toList();
    return all.stream()
        .filter(one -> vendor == null || vendor.equals(one.vendorId()))
        .filter(one -> tokenLabel == null || tokenLabel.equals(one.tokenLabel()))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private int already(
      Reach stored, @Nullable String vendor, @Nullable String tokenLabel, boolean json) {
    boolean isOther =
        (vendor != null && !vendor.equals(stored.vendorId()))
            || (tokenLabel != null && !tokenLabel.equals(stored.tokenLabel()));
    if (isOther) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "A credential is stored for %s. To replace it start the vault and use Set Credential."
              .formatted(words(stored)));
    }
    if (vault.knowledge().isCredentialRefused(stored)) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "The credential that is stored for %s was refused by the HSM and is not sent again: start"
                  .formatted(words(stored))
              + " the vault and use Set Credential.");
    }
    return say("It is done already: an HSM credential is stored.", stored, json);
  }

  private void store(String vendor, @Nullable String tokenLabel, Supplier<SecretChars> credential) {
    VendorPack pack = vault.vendor(vendor);
    HsmTarget target = new HsmTarget(pack, pack.library(), tokenLabel);
    try (OperationTrace trace =
            OperationTrace.begin(vault.home().traces(), "pre-restore", context.clock());
        SecretChars typed = credential.get()) {
      trace.step("target: " + target.describe());
      try {
        vault.hsm().login(target, typed);
        trace.step("logged in");
      } catch (HsmException e) {
        trace.failed(e);
        throw HsmFailures.toVaultException(e);
      } finally {
        vault.hsm().forget(target);
      }
      try (StoredCredential stored = new StoredCredential(vendor, tokenLabel, typed)) {
        VaultHome.replace(
            vault.home().path(HomeFile.HSM_CREDENTIAL), vault.keyFile().sealCredential(stored));
      }
      trace.step("stored");
    }
  }

  private int say(String text, Reach stored, boolean json) {
    if (json) {
      JsonObjectBuilder answer =
          Json.createObjectBuilder().add("credentialStored", true).add("vendor", stored.vendorId());
      String label = stored.tokenLabel();
      if (label != null) {
        answer.add("tokenLabel", label);
      }
      context.output().say(answer.build().toString());
    } else {
      context.output().say("%s It is for %s.".formatted(text, words(stored)));
    }
    return ExitCode.OK;
  }

  private static String words(Reach stored) {
    return stored.vendorId()
        + (stored.tokenLabel() == null
            ? ", without token label"
            : ", token " + stored.tokenLabel());
  }
}
