package org.holdfast.cli.hsm;

import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.local.LocalVault;
import org.holdfast.cli.vault.Body;
import org.holdfast.domain.doctor.Mode;
import org.holdfast.domain.doctor.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast hsm verify} (S83, S86). */
@Command(
    name = "verify",
    description = {
      "Check that the Root of Trust key is there and opens the wallet.",
      "With the vault down: security.conf, library, slot, login with the stored credential, key, wallet. A credential that"
          + " the HSM refused is not sent again."
    },
    footer = {"  holdfast hsm verify --user sysadmin", "  holdfast hsm verify --offline"})
final class VerifyCommand implements Callable<Integer> {

  private static final String DONE =
      "Verified: the Root of Trust key is there, and it opens the wallet.";
  private static final String NOT_DONE = "Not verified";

  private final Context context;
  @Mixin private final Way way;

  VerifyCommand(Context context) {
    this.context = context;
    this.way = new Way(context);
  }

  @Override
  public Integer call() {
    if (way.isThroughVault()) {
      return way.ask(
          asked ->
              asked.post(
                  "hsm/verify", new Body(JsonObject.EMPTY_JSON_OBJECT), "up", DONE, NOT_DONE));
    }
    try (LocalVault vault = new LocalVault(context, way.connection().home())) {
      Proof proof = Proof.of(context, vault, "verify");
      context.output().say(proof.text(way.connection().isJson()));
      boolean hsm = vault.knowledge().mode() == Mode.HSM;
      boolean done = hsm && proof.isWhole() && proof.passed(Step.WALLET_OPENS);
      context.output().remark(done ? DONE : NOT_DONE + (hsm ? "." : ": HSM mode is not enabled."));
      return done ? ExitCode.OK : ExitCode.REFUSED;
    }
  }
}
