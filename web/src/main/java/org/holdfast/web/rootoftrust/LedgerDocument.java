package org.holdfast.web.rootoftrust;

import java.util.List;
import java.util.Map;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.ledger.KeyNeeds;
import org.holdfast.domain.rootoftrust.ledger.Ledger;
import org.holdfast.domain.rootoftrust.ledger.MasterKeyEntry;
import org.holdfast.domain.rootoftrust.ledger.RootKeyEntry;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** The ledger as REST shows it: what is not known is not there. */
final class LedgerDocument {

  private LedgerDocument() {}

  static String render(Ledger ledger) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("vaultOpen", ledger.open());
    List<Map<String, @Nullable Object>> rootKeys =
        ledger.rootKeys().stream().map(LedgerDocument::rootKey).toList();
    json.put("rootKeys", rootKeys);
    List<Map<String, @Nullable Object>> masterKeys =
        ledger.masterKeys().stream().map(LedgerDocument::masterKey).toList();
    json.put("masterKeys", masterKeys);
    return Json.write(json);
  }

  private static Map<String, @Nullable Object> rootKey(RootKeyEntry entry) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("standing", entry.standing().name());
    Json.putIfPresent(json, "name", entry.name());
    json.put("vendor", entry.vendorId());
    Json.putIfPresent(json, "tokenLabel", entry.tokenLabel());
    Json.putIfPresent(json, "tokenSerial", entry.tokenSerial());
    json.put("keyNumber", entry.keyNumber());
    Bytes checkValue = entry.checkValue();
    if (checkValue != null) {
      json.put("checkValue", checkValue.toHex());
    }
    FormerKey.Reason reason = entry.reason();
    if (reason != null) {
      json.put("reason", reason.name());
    }
    Json.putIfPresent(json, "since", entry.since());
    json.put("needs", needs(entry.needs()));
    json.put("destroyable", entry.destroyable());
    return json;
  }

  private static Map<String, @Nullable Object> masterKey(MasterKeyEntry entry) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", entry.id());
    json.put("generation", entry.generation());
    json.put("active", entry.active());
    json.put("made", entry.made());
    json.put("needs", needs(entry.needs()));
    json.put("destroyable", entry.destroyable());
    return json;
  }

  private static Map<String, @Nullable Object> needs(KeyNeeds needs) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("count", needs.count());
    json.put("dataKeys", needs.dataKeys());
    json.put("heldDataKeys", needs.heldDataKeys());
    json.put("restoreWallets", needs.restoreWallets());
    json.put("backups", needs.backups());
    json.put("auditCheckpoints", needs.auditCheckpoints());
    Json.putIfPresent(json, "restsUntil", needs.restsUntil());
    return json;
  }
}
