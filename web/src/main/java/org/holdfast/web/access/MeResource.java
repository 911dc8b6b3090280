package org.holdfast.web.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.access.WalletId;
import org.holdfast.ejb.access.AccessControl;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** Who the caller is, and what is granted to the caller. */
@Path("/me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

  @Inject private AccessControl accessControl;

  @GET
  public String me() {
    return Json.write(render(accessControl.rights()));
  }

  static Map<String, @Nullable Object> render(Rights rights) {
    List<Map<String, @Nullable Object>> wallets =
        rights.wallets().entrySet().stream()
            .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
            .map(entry -> wallet(entry.getKey(), entry.getValue()))
            .toList();
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", rights.caller().id());
    json.put("name", rights.caller().name());
    json.put("role", rights.caller().role().name());
    json.put("unlimited", rights.isUnlimited());
    json.put("wallets", wallets);
    Json.putIfPresent(json, "defaultWallet", rights.defaultWallet());
    return json;
  }

  private static Map<String, @Nullable Object> wallet(WalletId id, AccessLevel level) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", id);
    json.put("level", level.name());
    return json;
  }
}
