package org.holdfast.cli.ledger;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.output.Words;

/** The ledger in words. */
final class LedgerWords {

  private LedgerWords() {}

  static String of(JsonObject ledger) {
    Table roots = new Table("KEY", "CHECK VALUE", "STANDING", "NAME", "TOKEN", "NEEDED BY");
    for (JsonObject key : Fields.objects(ledger, "rootKeys")) {
      roots.row(
          Fields.text(key, "keyNumber"),
          Fields.text(key, "checkValue"),
          Fields.text(key, "standing"),
          Fields.text(key, "name"),
          Fields.text(key, "tokenSerial"),
          Fields.text(key, "standing").equals("ORPHAN")
              ? "nothing; the next operation on its token destroys it"
              : needs(key));
    }
    if (!Fields.isTrue(ledger, "vaultOpen")) {
      return "Root of Trust keys\n" + roots + "\n\nThe vault is closed: master keys are not known.";
    }
    Table masters = new Table("GENERATION", "STANDING", "MADE", "NEEDED BY");
    for (JsonObject key : Fields.objects(ledger, "masterKeys")) {
      masters.row(
          Fields.text(key, "generation"),
          Fields.isTrue(key, "active") ? "ACTIVE" : "FORMER",
          Fields.time(key, "made"),
          needs(key));
    }
    return "Root of Trust keys\n" + roots + "\n\nMaster keys\n" + masters;
  }

  private static String needs(JsonObject key) {
    JsonObject needs = Fields.object(key, "needs");
    List<String> words = new ArrayList<>();
    add(words, needs, "dataKeys", "data key");
    add(words, needs, "heldDataKeys", "HSM-held data key");
    add(words, needs, "restoreWallets", "wallet");
    add(words, needs, "backups", "backup");
    add(words, needs, "auditCheckpoints", "audit checkpoint");
    if (needs.containsKey("restsUntil")) {
      words.add("requests until " + Fields.time(needs, "restsUntil"));
    }
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }

  private static void add(List<String> words, JsonObject needs, String field, String what) {
    long count = Fields.number(needs, field);
    if (count > 0) {
      words.add(Words.count(count, what));
    }
  }
}
