package org.holdfast.cli.hsm;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.Callable;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.doctor.CredentialOption;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.local.LocalVault;
import org.holdfast.cli.terminal.Secrets;
import org.holdfast.cli.vault.Body;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast hsm pre-restore}: Set Credential before a restore (S79, S86). */
@Command(
    name = "pre-restore",
    aliases = "pre_restore",
    description = {
      "Store the HSM credential that a restore needs, once the HSM has accepted it (Set Credential).",
      "With the vault down this works on a server that is not in HSM mode; where a credential is stored, it says so."
    },
    footer = "  holdfast hsm pre-restore --vendor thales-luna --token-label vault")
final class PreRestoreCommand implements Callable<Integer> {

  private static final Secrets.Source PASSPHRASE =
      new Secrets.Source("Recovery passphrase", "--passphrase-fd", "HOLDFAST_RECOVERY_PASSPHRASE");

  private final Context context;

  @Option(names = "--vendor", paramLabel = "ID", description = "Whose HSM, such as thales-luna.")
  private @Nullable String vendor;

  @Option(
      names = "--token-label",
      paramLabel = "LABEL",
      description = "The token, if there are several.")
  private @Nullable String tokenLabel;

  @Option(
      names = "--passphrase-fd",
      paramLabel = "N",
      description =
          "The recovery passphrase, which a vault in HSM mode asks for, is the first line of file"
              + " descriptor N; otherwise HOLDFAST_RECOVERY_PASSPHRASE.")
  private @Nullable Integer passphraseDescriptor;

  @Mixin private final CredentialOption credential;
  @Mixin private final Way way;

  PreRestoreCommand(Context context) {
    this.context = context;
    this.credential = new CredentialOption(context);
    this.way = new Way(context);
  }

  @Override
  public Integer call() {
    if (way.isThroughVault()) {
      return ask();
    }
    try (LocalVault vault = new LocalVault(context, way.connection().home())) {
      return new Preparation(context, vault)
          .prepare(vendor, tokenLabel, credential::get, way.connection().isJson());
    }
  }

  private int ask() {
    if (vendor == null) {
      throw CommandFailure.usage("Name the vendor of the HSM with --vendor.");
    }
    JsonObjectBuilder plain = Json.createObjectBuilder().add("vendor", vendor);
    if (tokenLabel != null) {
      plain.add("tokenLabel", tokenLabel);
    }
    // Asked for in HSM mode only; a server that is prepared for a restore has none yet.
    boolean hasPassphrase =
        passphraseDescriptor != null || context.variable("HOLDFAST_RECOVERY_PASSPHRASE") != null;
    Body body = new Body(plain.build());
    try (SecretChars secret = credential.get();
        SecretChars passphrase =
            hasPassphrase
                ? context.secrets().get(PASSPHRASE, passphraseDescriptor)
                : SecretChars.takeFrom(new char[0])) {
      body.withSecret("credential", secret);
      if (hasPassphrase) {
        body.withSecret("recoveryPassphrase", passphrase);
      }
      return way.ask(
          asked ->
              asked.post(
                  "hsm/set-credential",
                  body,
                  "credentialStored",
                  "The HSM credential is stored.",
                  "The HSM credential is not stored"));
    }
  }
}
