package org.holdfast.cli.hsm;

import java.util.concurrent.Callable;
import org.holdfast.cli.confirmation.PassphraseOption;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.doctor.CredentialOption;
import org.holdfast.cli.vault.Body;
import org.holdfast.domain.secret.SecretChars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast hsm initialize} (S12 to S18). */
@Command(
    name = "initialize",
    description = {
      "Make a Root of Trust key on the HSM and put the vault under it (HSM mode).",
      "Asks for the HSM credential and the recovery passphrase. Data keys are re-wrapped afterwards, which this waits for."
    },
    footer = {
      "  holdfast hsm initialize --vendor thales-luna --token-label vault",
      "  holdfast hsm initialize --vendor softhsm --credential-fd 3 --passphrase-fd 4 \\",
      "      3<pin.txt 4<passphrase.txt"
    })
final class InitializeCommand implements Callable<Integer> {

  @Mixin private final TokenOptions token = new TokenOptions();
  @Mixin private final CredentialOption credential;
  @Mixin private final PassphraseOption passphrase;
  @Mixin private final Connection connection;

  @Option(
      names = "--no-wait",
      order = 91,
      description = "Return once HSM mode is in force; data keys are re-wrapped behind it.")
  private boolean noWait;

  InitializeCommand(Context context) {
    this.credential = new CredentialOption(context);
    this.passphrase = new PassphraseOption(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (SecretChars secret = credential.get();
        SecretChars recovery = passphrase.get()) {
      Body body =
          new Body(token.json().build())
              .withSecret("credential", secret)
              .withSecret("recoveryPassphrase", recovery);
      return new Operation(connection)
          .runAndRewrap(
              "Initializing the Root of Trust",
              vault -> vault.operate("hsm/initialize", body),
              "The vault is in HSM mode.",
              !noWait);
    }
  }
}
