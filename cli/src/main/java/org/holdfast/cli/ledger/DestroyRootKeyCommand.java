package org.holdfast.cli.ledger;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.holdfast.cli.confirmation.Confirmation;
import org.holdfast.cli.confirmation.PassphraseOption;
import org.holdfast.cli.connection.Connection;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.doctor.CredentialOption;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Body;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast hsm ledger destroy-root-key}. */
@Command(
    name = "destroy-root-key",
    description = {
      "Destroy a former Root of Trust key on its HSM, which must be up, and read back that it is gone. Refused while"
          + " anything needs it.",
      "Of a token that is no Root of Trust any more the HSM credential is asked for."
    },
    footer = "  holdfast hsm ledger destroy-root-key 3193eae4ef82fd1d 1")
final class DestroyRootKeyCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "TOKEN", description = "Serial number of its token.")
  private String token = "";

  @Parameters(index = "1", paramLabel = "NUMBER", description = "The key number.")
  private int number;

  @Mixin private final CredentialOption hsmCredential;

  @Mixin private final PassphraseOption recoveryPassphrase;
  @Mixin private final Confirmation confirmation;
  @Mixin private final Connection connection;

  DestroyRootKeyCommand(Context context) {
    this.hsmCredential = new CredentialOption(context);
    this.recoveryPassphrase = new PassphraseOption(context);
    this.confirmation = new Confirmation(context);
    this.connection = new Connection(context);
  }

  @Override
  public Integer call() {
    try (VaultApi vault = connection.open()) {
      boolean known = isInForce(vault.get(LedgerCommand.PATH).body());
      confirmation.require(
          "Key number %d will be destroyed on the token %s.".formatted(number, token)
              + " This cannot be undone.",
          "the key number",
          Integer.toString(number));
      Body body =
          new Body(
              Json.createObjectBuilder().add("confirmation", Integer.toString(number)).build());
      try (SecretChars passphrase = recoveryPassphrase.get();
          @Nullable SecretChars credential = known ? null : hsmCredential.get()) {
        body.withSecret("recoveryPassphrase", passphrase);
        if (credential != null) {
          body.withSecret("credential", credential);
        }
        Answer ledger = vault.postAndWait(path(), body);
        connection.print(
            ledger,
            () ->
                "Key number %d is destroyed: it is not on the token %s any more."
                    .formatted(number, token));
      }
      return ExitCode.OK;
    }
  }

  private String path() {
    return "%s/root-keys/%s/%d/destroy"
        .formatted(
            LedgerCommand.PATH,
            URLEncoder.encode(token, StandardCharsets.UTF_8).replace("+", "%20"),
            number);
  }

  /** Whether the vault has the credential of the token. */
  private boolean isInForce(JsonObject ledger) {
    return Fields.objects(ledger, "rootKeys").stream()
        .anyMatch(
            key ->
                Fields.text(key, "standing").equals("IN_FORCE")
                    && Fields.text(key, "tokenSerial").equals(token));
  }
}
