package org.holdfast.web.rootoftrust;

import java.util.List;
import java.util.Map;
import org.holdfast.ejb.rootoftrust.VendorFieldView;
import org.holdfast.ejb.rootoftrust.VendorHookView;
import org.holdfast.ejb.rootoftrust.VendorPackView;
import org.holdfast.ejb.rootoftrust.VendorProblemView;
import org.holdfast.ejb.rootoftrust.VendorsView;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** The vendor packs as REST shows them: what is not set is not there. */
final class VendorsDocument {

  private VendorsDocument() {}

  static String render(VendorsView view) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("keyExtractable", view.keyExtractable());
    List<Map<String, @Nullable Object>> packs =
        view.packs().stream().map(VendorsDocument::pack).toList();
    List<Map<String, @Nullable Object>> problems =
        view.problems().stream().map(VendorsDocument::problem).toList();
    json.put("vendors", packs);
    json.put("problems", problems);
    return Json.write(json);
  }

  private static Map<String, @Nullable Object> pack(VendorPackView pack) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", pack.vendor().id());
    json.put("name", pack.vendor().name());
    json.put("provider", pack.provider());
    Json.putIfPresent(json, "library", pack.library());
    json.put("libraryThere", pack.libraryThere());
    json.put("credential", field(pack.vendor().credential()));
    json.put("tokenLabel", field(pack.vendor().tokenLabel()));
    json.put("mechanisms", pack.mechanisms());
    json.put("returnValues", pack.returnValues());
    Json.putIfPresent(json, "mostSessions", pack.mostSessions());
    Json.putIfPresent(json, "keepAliveSeconds", pack.keepAliveSeconds());
    List<Map<String, @Nullable Object>> hooks =
        pack.hooks().stream().map(VendorsDocument::hook).toList();
    json.put("hooks", hooks);
    json.put("checks", pack.checks());
    json.put("upgradeAdvice", pack.upgrade());
    json.put("extractableKeyAdvice", pack.extractableKey());
    return json;
  }

  private static Map<String, @Nullable Object> field(VendorFieldView field) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("name", field.name());
    json.put("help", field.help());
    json.put("minLength", field.minLength());
    json.put("maxLength", field.maxLength());
    Json.putIfPresent(json, "pattern", field.pattern());
    return json;
  }

  private static Map<String, @Nullable Object> hook(VendorHookView hook) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("name", hook.name());
    json.put("command", hook.command());
    json.put("moment", hook.moment());
    json.put("operations", hook.operations());
    json.put("timeoutSeconds", hook.timeoutSeconds());
    json.put("run", hook.run());
    json.put("on", hook.on());
    return json;
  }

  private static Map<String, @Nullable Object> problem(VendorProblemView problem) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("file", problem.file());
    if (problem.line() > 0) {
      json.put("line", problem.line());
    }
    json.put("vendor", problem.vendor());
    json.put("message", problem.message());
    return json;
  }
}
