package org.holdfast.cli.hsm;

import org.holdfast.cli.drill.DrillCommand;
import org.holdfast.cli.ledger.LedgerCommand;
import org.holdfast.cli.ledger.RewrapCommand;
import picocli.CommandLine.Command;

/** {@code holdfast hsm}, and {@code hsmclient} under the original's names (S86): the group. */
@Command(
    name = "hsm",
    description =
        "The HSM and the Root of Trust. 'verify', 'open-wallet', 'pre-restore' and 'drill' work with the vault down, too.",
    footer = {
      "  holdfast hsm status",
      "  holdfast hsm initialize --vendor thales-luna --token-label vault",
      "  holdfast hsm verify --offline"
    },
    subcommands = {
      StatusCommand.class,
      InitializeCommand.class,
      SetCredentialCommand.class,
      ReverseMigrateCommand.class,
      OpenCommand.class,
      CloseCommand.class,
      ChangePassphraseCommand.class,
      CheckCredentialCommand.class,
      RootsCommand.class,
      PassportCommand.class,
      VendorsCommand.class,
      VerifyCommand.class,
      OpenWalletCommand.class,
      PreRestoreCommand.class,
      LedgerCommand.class,
      RotateMasterKeyCommand.class,
      RewrapCommand.class,
      DrillCommand.class
    })
public final class HsmCommand {}
