package org.holdfast.cli.hsm;

import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.local.LocalVault;
import org.holdfast.cli.vault.Body;
import org.holdfast.domain.doctor.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast hsm open-wallet} (S86, S87). */
@Command(
    name = "open-wallet",
    aliases = "open_wallet",
    description = {
      "Have the running vault open itself with the stored HSM credential.",
      "With the vault down: prove that the wallet opens, and say what to do."
    },
    footer = {"  holdfast hsm open-wallet --user sysadmin", "  hsmclient open_wallet --offline"})
final class OpenWalletCommand implements Callable<Integer> {

  private final Context context;
  @Mixin private final Way way;

  OpenWalletCommand(Context context) {
    this.context = context;
    this.way = new Way(context);
  }

  @Override
  public Integer call() {
    if (way.isThroughVault()) {
      return way.ask(
          asked ->
              asked.post(
                  "hsm/open",
                  new Body(JsonObject.EMPTY_JSON_OBJECT),
                  "vaultOpen",
                  "The vault is open.",
                  "The vault stays closed"));
    }
    try (LocalVault vault = new LocalVault(context, way.connection().home())) {
      Proof proof = Proof.of(context, vault, "open-wallet");
      boolean opens = proof.passed(Step.WALLET_OPENS);
      context.output().say(proof.text(way.connection().isJson()));
      context
          .output()
          .remark(
              opens
                  ? "The wallet opens. The vault does not run; it opens by itself when it is started:"
                      + " holdfast start --home "
                      + vault.root()
                  : "The wallet does not open, and neither would the vault. See to the steps that failed,"
                      + " then try again.");
      return opens ? ExitCode.OK : ExitCode.REFUSED;
    }
  }
}
