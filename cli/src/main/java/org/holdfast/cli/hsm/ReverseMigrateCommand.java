package org.holdfast.cli.hsm;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.Callable;
import org.holdfast.cli.confirmation.Confirmation;
import org.holdfast.cli.confirmation.PassphraseOption;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.doctor.CredentialOption;
import org.holdfast.cli.vault.Body;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast hsm reverse-migrate} (S24 to S28). */
@Command(
    name = "reverse-migrate",
    description = {
      "Take the vault out of HSM mode: the recovery passphrase protects the wallet again.",
      "Asks for the HSM credential, the recovery passphrase and the one that is to hold from now on."
    },
    footer = {
      "  holdfast hsm reverse-migrate",
      "  holdfast hsm reverse-migrate --root second --yes --credential-fd 3 --passphrase-fd 4 \\",
      "      --new-passphrase-fd 5 3<pin.txt 4<old.txt 5<new.txt"
    })
final class ReverseMigrateCommand implements Callable<Integer> {

  private static final String WORD = "reverse-migrate";

  @Option(
      names = "--root",
      paramLabel = "NAME",
      order = 1,
      description = "The Root of Trust that opens the vault for it; the primary one if not given.")
  private @Nullable String root;

  @Mixin private final CredentialOption credential;
  @Mixin private final PassphraseOption passphrase;
  @Mixin private final NewPassphraseOption replacement;
  @Mixin private final Confirmation confirmation;
  @Mixin private final Connection connection;

  @Option(
      names = "--no-wait",
      order = 91,
      description = "Return once passphrase mode is in force; data keys are re-wrapped behind it.")
  private boolean noWait;

  ReverseMigrateCommand(Context context) {
    this.credential = new CredentialOption(context);
    this.passphrase = new PassphraseOption(context);
    this.replacement = new NewPassphraseOption(context);
    this.confirmation = new Confirmation(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    confirmation.require(
        "Afterwards the recovery passphrase alone opens the vault, without any HSM.",
        "the operation's name",
        WORD);
    JsonObjectBuilder plain = Json.createObjectBuilder();
    if (root != null) {
      plain.add("root", root);
    }
    try (SecretChars secret = credential.get();
        SecretChars former = passphrase.get();
        SecretChars later = replacement.get()) {
      Body body =
          new Body(plain.build())
              .withSecret("credential", secret)
              .withSecret("oldRecoveryPassphrase", former)
              .withSecret("newRecoveryPassphrase", later);
      return new Operation(connection)
          .runAndRewrap(
              "Reverse-migrating",
              vault -> vault.operate("hsm/reverse-migrate", body),
              "The vault is in passphrase mode.",
              !noWait);
    }
  }
}
