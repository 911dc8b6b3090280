package org.holdfast.web.rootoftrust;

import java.util.List;
import java.util.Map;
import org.holdfast.domain.credential.CredentialCheck;
import org.holdfast.domain.credential.CredentialFinding;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** What the check of a credential found, as REST shows it; nothing of the passphrase is in it. */
final class CredentialDocument {

  private CredentialDocument() {}

  static String render(CredentialCheck check) {
    Map<String, @Nullable Object> reading = Json.object();
    reading.put("protection", check.reading().protection().name());
    Json.putIfPresent(reading, "tokenName", check.reading().tokenName());
    reading.put("words", check.reading().words());
    Map<String, @Nullable Object> json = Json.object();
    json.put("reading", reading);
    json.put("needsConfirmation", check.needsConfirmation());
    json.put("problems", findings(check.problems()));
    json.put("warnings", findings(check.warnings()));
    json.put("oracleSqlRules", findings(check.oracleSql()));
    return Json.write(json);
  }

  private static List<Map<String, @Nullable Object>> findings(List<CredentialFinding> findings) {
    return findings.stream().map(CredentialDocument::finding).toList();
  }

  private static Map<String, @Nullable Object> finding(CredentialFinding finding) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", finding.id());
    json.put("text", finding.text());
    json.put("cure", finding.cure());
    return json;
  }
}
