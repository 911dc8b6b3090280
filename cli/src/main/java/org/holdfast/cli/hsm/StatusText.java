package org.holdfast.cli.hsm;

import jakarta.json.JsonObject;
import java.util.List;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Paragraph;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.output.Words;
import org.holdfast.cli.vault.Answer;

/** How the HSM stands, as people read it. */
final class StatusText {

  private StatusText() {}

  /** All of it. */
  static String of(JsonObject status) {
    Facts facts = new Facts();
    facts
        .add("State", Fields.text(status, "state"))
        .add("Up", Fields.text(status, "up"))
        .add("Vault open", Fields.text(status, "vaultOpen"));
    JsonObject closure = Fields.object(status, "closure");
    if (!closure.isEmpty()) {
      facts.add(
          "Closed",
          "%s by %s: %s"
              .formatted(
                  Fields.time(closure, "at"),
                  Fields.text(closure, "by"),
                  Fields.text(closure, "reason")));
    }
    addKnown(facts, status, "Type", "type");
    addKnown(facts, status, "Check value", "checkValue");
    addKnown(facts, status, "Since", "since");
    addKnown(facts, status, "Checked", "checked");
    facts.add("Credential stored", Fields.text(status, "credentialStored"));
    if (Fields.isTrue(status, "setCredentialBeforeRestart")) {
      facts.add("To do", "set the HSM credential before the vault is restarted");
    }
    long rewrap = Fields.number(status, "rewrapRemaining");
    if (rewrap > 0) {
      facts.add("Re-wrapping", rewrap + " data keys left");
    }
    addKnown(facts, status, "Newest trace", "latestTrace");
    StringBuilder text = new StringBuilder(facts.toString());
    JsonObject cause = Fields.object(status, "cause");
    if (!cause.isEmpty()) {
      text.append("\n\n").append(Paragraph.of(Answer.problem(cause)));
    }
    List<JsonObject> roots = Fields.objects(status, "roots");
    if (!roots.isEmpty()) {
      text.append("\n\n").append(roots(roots));
    }
    return text.toString();
  }

  /** The Roots of Trust in force, in order of priority, each with what is wrong with it. */
  static String roots(List<JsonObject> roots) {
    Table table = new Table("#", "NAME", "VENDOR", "TOKEN", "KEY", "CHECK VALUE", "UP").cutting(3);
    for (JsonObject root : roots) {
      table.row(
          Fields.text(root, "priority"),
          Fields.text(root, "name"),
          Fields.text(root, "vendor"),
          Fields.text(root, "tokenLabel"),
          Fields.text(root, "keyNumber"),
          Fields.text(root, "checkValue"),
          Fields.isTrue(root, "up") ? "yes" : "NO");
      table.note(Answer.problem(Fields.object(root, "cause")));
    }
    return table.toString();
  }

  private static void addKnown(Facts facts, JsonObject status, String name, String field) {
    String value = Fields.time(status, field);
    if (!value.equals(Words.NONE)) {
      facts.add(name, value);
    }
  }
}
