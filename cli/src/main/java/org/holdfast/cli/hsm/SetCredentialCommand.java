package org.holdfast.cli.hsm;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.Callable;
import org.holdfast.cli.confirmation.PassphraseOption;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.doctor.CredentialOption;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast hsm set-credential} (S19 to S23). */
@Command(
    name = "set-credential",
    description = {
      "Store another HSM credential, once the HSM has accepted it.",
      "Asks for the recovery passphrase in HSM mode. Before a restore on a new server it is not asked for.",
      "Without --token-label, the token of the Root of Trust is meant if its label is known."
    },
    footer = {
      "  holdfast hsm set-credential --vendor entrust --token-label vault",
      "  holdfast hsm set-credential --vendor utimaco --root second --credential-fd 3 3<pin.txt"
    })
final class SetCredentialCommand implements Callable<Integer> {

  @Mixin private final TokenOptions token = new TokenOptions();

  @Option(
      names = "--root",
      paramLabel = "NAME",
      order = 4,
      description = "Of which Root of Trust; the primary one if it is not given.")
  private @Nullable String root;

  @Mixin private final CredentialOption credential;
  @Mixin private final PassphraseOption passphrase;
  @Mixin private final Connection connection;

  SetCredentialCommand(Context context) {
    this.credential = new CredentialOption(context);
    this.passphrase = new PassphraseOption(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    return new Operation(connection)
        .run("Setting the HSM credential", this::set, SetCredentialCommand::words);
  }

  private Answer set(VaultApi vault) {
    JsonObjectBuilder plain = token.json();
    if (root != null) {
      plain.add("root", root);
    }
    Body body = new Body(plain.build());
    boolean isAsked = Fields.isTrue(vault.get("hsm").body(), "askRecoveryPassphrase");
    try (SecretChars secret = credential.get();
        SecretChars recovery = isAsked ? passphrase.get() : SecretChars.takeFrom(new char[0])) {
      body.withSecret("credential", secret);
      if (isAsked) {
        body.withSecret("recoveryPassphrase", recovery);
      }
      return vault.operate("hsm/set-credential", body);
    }
  }

  private static String words(JsonObject status) {
    return "The HSM credential is stored.\n\n" + StatusText.of(status);
  }
}
