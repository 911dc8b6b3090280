package org.holdfast.web.wallet;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.holdfast.domain.access.FilledWallet;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.VirtualWallet;
import org.holdfast.web.condition.Revision;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/** Virtual wallets and grants as REST shows them. */
public final class WalletDocument {

  private WalletDocument() {}

  /** The wallet with its ETag. */
  static Response answer(Response.ResponseBuilder response, FilledWallet filled) {
    return response
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, Revision.tag(filled.wallet().revision()))
        .entity(Json.write(render(filled)))
        .build();
  }

  static Map<String, @Nullable Object> render(FilledWallet filled) {
    VirtualWallet wallet = filled.wallet();
    Map<String, @Nullable Object> json = Json.object();
    json.put("id", wallet.id());
    json.put("name", wallet.name());
    json.put("description", wallet.description());
    json.put("protection", wallet.protection().name());
    json.put("objects", filled.objects());
    json.put("created", wallet.created());
    json.put("createdBy", wallet.createdBy());
    return json;
  }

  /** A grant, with the wallet that it is on. */
  public static Map<String, @Nullable Object> render(Grant grant) {
    Map<String, @Nullable Object> json = Json.object();
    json.put("wallet", grant.wallet());
    json.put("kind", grant.grantee().kind().name());
    json.put("grantee", grant.grantee().id());
    json.put("name", grant.granteeName());
    json.put("level", grant.level().name());
    json.put("since", grant.since());
    json.put("by", grant.by());
    return json;
  }
}
