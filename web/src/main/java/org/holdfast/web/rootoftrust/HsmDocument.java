package org.holdfast.web.rootoftrust;

import java.util.List;
import java.util.Map;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.rootoftrust.VaultClosure;
import org.holdfast.ejb.rootoftrust.RootOfTrustView;
import org.holdfast.ejb.rootoftrust.RootView;
import org.holdfast.ejb.rootoftrust.VendorView;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** The state of the HSM as REST shows it: what is not known is not there. */
final class HsmDocument {

  private HsmDocument() {}

  static String render(RootOfTrustView view) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("state", view.state());
    json.put("enabled", view.enabled());
    json.put("up", view.up());
    json.put("type", view.type());
    ErrorCode cause = view.cause();
    if (cause != null) {
      json.put("cause", cause(cause, view.causeDetail()));
    }
    Json.putIfPresent(json, "since", view.since());
    Json.putIfPresent(json, "checked", view.checked());
    Json.putIfPresent(json, "vendor", view.vendorId());
    Json.putIfPresent(json, "tokenLabel", view.tokenLabel());
    Json.putIfPresent(json, "tokenSerial", view.tokenSerial());
    Json.putIfPresent(json, "keyNumber", view.keyNumber());
    Json.putIfPresent(json, "checkValue", view.checkValue());
    json.put("vaultOpen", view.vaultOpen());
    VaultClosure closure = view.closure();
    if (closure != null) {
      json.put("closure", closure(closure));
    }
    json.put("setCredentialBeforeRestart", view.setCredentialBeforeRestart());
    json.put("credentialStored", view.credentialStored());
    json.put("askRecoveryPassphrase", view.askRecoveryPassphrase());
    json.put("rewrapRemaining", view.rewrapRemaining());
    List<Map<String, @Nullable Object>> vendors =
        view.vendors().stream().map(HsmDocument::vendor).toList();
    json.put("vendors", vendors);
    List<Map<String, @Nullable Object>> roots =
        view.roots().stream().map(HsmDocument::root).toList();
    json.put("roots", roots);
    Json.putIfPresent(json, "latestTrace", view.latestTrace());
    return Json.write(json);
  }

  /** The Roots of Trust in force, in order of priority. */
  static String render(List<RootView> roots) {
    Map<String, @Nullable Object> json = Json.object();
    List<Map<String, @Nullable Object>> items = roots.stream().map(HsmDocument::root).toList();
    json.put("items", items);
    return Json.write(json);
  }

  private static Map<String, @Nullable Object> root(RootView root) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("name", root.name());
    json.put("priority", root.priority());
    json.put("primary", root.primary());
    json.put("vendor", root.vendorId());
    Json.putIfPresent(json, "tokenLabel", root.tokenLabel());
    json.put("tokenSerial", root.tokenSerial());
    json.put("keyNumber", root.keyNumber());
    json.put("checkValue", root.checkValue());
    json.put("up", root.up());
    ErrorCode cause = root.cause();
    if (cause != null) {
      json.put("cause", cause(cause, root.causeDetail()));
    }
    Json.putIfPresent(json, "since", root.since());
    Json.putIfPresent(json, "checked", root.checked());
    return json;
  }

  private static Map<String, @Nullable Object> cause(ErrorCode cause, @Nullable String detail) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("code", cause.id());
    json.put("title", cause.title());
    json.put("cure", cause.cure());
    Json.putIfPresent(json, "detail", detail);
    return json;
  }

  private static Map<String, @Nullable Object> closure(VaultClosure closure) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("by", closure.by());
    json.put("reason", closure.reason());
    json.put("at", closure.at());
    return json;
  }

  private static Map<String, @Nullable Object> vendor(VendorView vendor) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", vendor.id());
    json.put("name", vendor.name());
    json.put("credentialName", vendor.credentialName());
    json.put("tokenLabelName", vendor.tokenLabelName());
    return json;
  }
}
